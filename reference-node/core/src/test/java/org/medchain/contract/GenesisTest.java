package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.incentive.AuditRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointLedger;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.ScarcityRules;

class GenesisTest {
  private static final Genesis GENESIS = TestChain.genesis(TestChain.RULES);

  @Provide
  Arbitrary<Genesis> geneses() {
    return ContractArbitraries.geneses();
  }

  /** CON-14, INC-3. */
  @Property(seed = "1", tries = 200, edgeCases = EdgeCasesMode.NONE)
  void theGenesisBlockFollowsFromWhatIsAgreed(@ForAll("geneses") Genesis genesis) {
    Block block = genesis.block();
    Header header = block.header();
    assertThat(header.height()).isZero();
    assertThat(header.previous()).isEqualTo(Hash.ZERO);
    assertThat(block.transactions()).isEmpty();
    assertThat(header.stateRoot()).isEqualTo(genesis.state().tree().root());
    assertThat(header.receiptsRoot()).isEqualTo(MerkleTree.rootOf(List.of()));
    assertThat(genesis.chainParameters().chain()).isEqualTo(block.hash());
    IncentiveRules rules = genesis.terms().rules();
    long initial = rules.points().initialPoints();
    long bond = rules.identity().bond();
    PointLedger ledger = genesis.state().points().ledger();
    assertThat(ledger.countHeld())
        .isEqualTo(ledger.supply().issued())
        .isEqualTo(genesis.participants().size() * (initial + bond));
    for (Participant participant : genesis.participants()) {
      assertThat(Registration.role(genesis.state(), participant.key()))
          .contains(participant.role());
    }
    assertThat(Registration.role(genesis.state(), genesis.terms().center()))
        .contains(Role.REGULATORY_CENTER);
  }

  /** CON-14: any difference makes another chain. */
  @Example
  void theChainsIdBindsEveryParameter() {
    List<Hash> ids = new ArrayList<>();
    ids.add(GENESIS.chain());
    Genesis.Terms t = GENESIS.terms();
    List<PublicKey> nodes = new ArrayList<>(t.nodes());
    Collections.reverse(nodes);
    PublicKey patient = TestChain.STRANGER.publicKey();
    List<Genesis.Terms> others =
        List.of(
            terms(t, t.timestampMs() + 1, t.nodes(), 2, 5_000, t.center()),
            terms(t, t.timestampMs(), nodes, 2, 5_000, t.center()),
            terms(t, t.timestampMs(), t.nodes().subList(0, 1), 2, 5_000, t.center()),
            terms(t, t.timestampMs(), t.nodes(), 3, 5_000, t.center()),
            terms(t, t.timestampMs(), t.nodes(), 2, 5_001, t.center()),
            terms(t, t.timestampMs(), t.nodes(), 2, 5_000, patient),
            new Genesis.Terms(
                t.timestampMs(),
                t.nodes(),
                t.window(),
                Difficulty.ofCoefficient(2),
                t.clockToleranceMs(),
                t.center(),
                t.rules()),
            TestChain.terms(new PointRules(100, 10, 25, 7, 8_001)),
            TestChain.terms(ContractSamples.RULES),
            TestChain.terms(ContractSamples.PLAIN.with(new ScarcityRules(true, 0, 0, 0))),
            TestChain.terms(ContractSamples.PLAIN.with(new ScarcityRules(true, 0, 1, 0))),
            TestChain.terms(ContractSamples.RULES.with(new AuditRules(5, 3, 2, 8))));
    others.forEach(terms -> ids.add(new Genesis(terms, GENESIS.participants()).chain()));
    List<Participant> fewer = GENESIS.participants().subList(1, 6);
    ids.add(new Genesis(t, fewer).chain());
    List<Participant> more = new ArrayList<>(GENESIS.participants());
    more.add(new Participant(patient, Role.PATIENT));
    ids.add(new Genesis(t, more).chain());
    more.set(6, TestChain.of(patient, Role.DOCTOR));
    ids.add(new Genesis(t, more).chain());
    assertThat(ids).doesNotHaveDuplicates();
    // But the first place in the list of participants has no meaning.
    List<Participant> reversed = new ArrayList<>(GENESIS.participants());
    Collections.reverse(reversed);
    assertThat(new Genesis(t, reversed).chain()).isEqualTo(GENESIS.chain());
  }

  private static Genesis.Terms terms(
      Genesis.Terms like,
      long timestampMs,
      List<PublicKey> nodes,
      int window,
      long toleranceMs,
      PublicKey center) {
    return new Genesis.Terms(
        timestampMs, nodes, window, like.difficulty(), toleranceMs, center, like.rules());
  }

  @Example
  void whoStandsTwiceIsRefused() {
    Participant patient = GENESIS.participants().get(0);
    Genesis.Terms terms = GENESIS.terms();
    assertRefused(() -> new Genesis(terms, List.of(patient, patient)));
    Participant center = new Participant(terms.center(), Role.HOSPITAL);
    assertRefused(() -> new Genesis(terms, List.of(center)));
    assertRefused(() -> new Participant(patient.key(), Role.REGULATORY_CENTER));
    PublicKey node = terms.nodes().get(0);
    assertRefused(() -> terms(terms, 0, List.of(node, node), 2, 0, terms.center()));
  }
}
