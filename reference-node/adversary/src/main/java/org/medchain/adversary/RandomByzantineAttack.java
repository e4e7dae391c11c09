package org.medchain.adversary;

import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.data.PublicKey;

/** ADV-27: besides what its correct replica does it acts as a {@link RandomByzantine}. */
final class RandomByzantineAttack implements Attack {
  private final double probability;
  private final AdversaryKnowledge knowledge;
  private Optional<RandomByzantine> member = Optional.empty();

  RandomByzantineAttack(double probability, AdversarySetup surroundings) {
    this.probability = probability;
    this.knowledge = new AdversaryKnowledge(surroundings.chain());
  }

  @Override
  public void observe(Input input, AdversaryContext stage) {
    knowledge.observe(input);
  }

  @Override
  public List<Input> interceptInput(Input input, AdversaryContext stage) {
    if (stage.random().chance(probability)) {
      if (member.isEmpty()) {
        Optional<PublicKey> favourite =
            Optional.of(stage.random().pick(stage.others()))
                .filter(any -> stage.random().chance(0.6));
        member = Optional.of(new RandomByzantine(stage, knowledge, favourite, false));
      }
      member.get().act(new SeededDraws(stage.random().next()));
    }
    return List.of(input);
  }

  @Override
  public void interceptOutput(Output output, AdversaryContext stage) {
    if (output instanceof Output.Commit commit) {
      knowledge.learn(commit.block());
    }
    stage.add(output);
  }
}
