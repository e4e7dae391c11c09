package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/** CONS-3: random replicas and disks; for every schedule, outputs leave exactly when they may. */
class InterpretedScriptsTest {
  private static final int EVENTS = 40;

  /** A replica that puts out at random, and the test's knowledge of it. */
  private static final class Run implements Replica {
    private final Random random;
    private final RecordedEffects effects = new RecordedEffects(OutputInterpreterTest.KEYS);
    private final OutputInterpreter interpreter =
        new OutputInterpreter(this, new HashChainStateMachine(Hash.ZERO), effects);

    /** The line that an output leaves behind, and the tokens that it waits for. */
    private final Map<String, Set<Long>> waitsFor = new HashMap<>();

    private final List<Integer> signing = new ArrayList<>();
    private final List<Integer> signed = new ArrayList<>();
    private final List<Long> executed = new ArrayList<>();
    private long lastToken;
    private long durable;
    private long height;
    private int number;
    private boolean isStepping;

    /** Blocks executed before the input from outside that is being taken. */
    private int executedBefore;

    /** So that scripts end: each signature and execution is a step more. */
    private int budget = 3 * EVENTS;

    Run(int seed) {
      random = new Random(seed);
    }

    @Override
    public List<Output> step(Input input) {
      assertThat(isStepping).isFalse();
      isStepping = true;
      if (input instanceof Input.MessageSigned each) {
        signed.add(numberOf(RecordedEffects.content(each.envelope())));
      } else if (input instanceof Input.Executed each) {
        executed.add(each.execution().height());
      } else {
        assertThat(signed).as("nothing from outside comes in between").isEqualTo(signing);
        assertThat(executed).hasSize(executedBefore);
      }
      List<Output> outputs = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0 && budget > 0; i--, budget--) {
        outputs.add(output());
      }
      isStepping = false;
      return outputs;
    }

    private static int numberOf(String content) {
      return Integer.parseInt(content, 16);
    }

    private Output output() {
      number++;
      String content = String.format(Locale.ROOT, "%04x", number);
      var message = OutputInterpreterTest.message(number);
      Set<Long> tokens = tokens();
      List<DurabilityToken> waits = tokens.stream().map(DurabilityToken::new).toList();
      return switch (random.nextInt(8)) {
        case 0, 1 -> new Output.Persist(new DurabilityToken(++lastToken), Bytes.EMPTY);
        case 2 -> {
          signing.add(number);
          yield new Output.Sign(message);
        }
        case 3 -> {
          waitsFor.put("send " + content, tokens);
          yield new Output.Send(OutputInterpreterTest.PEER, effects.seal(message), waits);
        }
        case 4 -> {
          waitsFor.put("broadcast " + content, tokens);
          yield new Output.Broadcast(effects.seal(message), waits);
        }
        case 5 -> {
          waitsFor.put("reply fetch-block " + content, tokens);
          yield new Output.Reply(OutputInterpreterTest.PEER, message, waits);
        }
        case 6 -> {
          waitsFor.put("commit " + ++height, tokens);
          yield OutputInterpreterTest.commit(height, waits);
        }
        default -> new Output.StartTimer(new Timer("t", number), 1);
      };
    }

    private Set<Long> tokens() {
      Set<Long> tokens = new TreeSet<>();
      for (int i = random.nextInt(4); i > 1 && lastToken > 0; i--) {
        tokens.add(1L + random.nextLong(lastToken));
      }
      return tokens;
    }

    void force(long token) {
      durable = token;
      effects.lines.add("durable " + token);
      take(new Input.Persisted(0, new DurabilityToken(token)));
    }

    private void take(Input input) {
      executedBefore =
          (int) effects.lines.stream().filter(each -> each.startsWith("executed ")).count();
      interpreter.take(input);
    }

    void play() {
      for (int i = 0; i < EVENTS; i++) {
        if (random.nextBoolean() && durable < lastToken) {
          force(durable + 1 + random.nextLong(lastToken - durable));
        } else {
          take(new Input.TimerFired(0, new Timer("t", i)));
        }
      }
      while (durable < lastToken) {
        force(lastToken);
      }
    }
  }

  @Property(tries = 300, seed = "24")
  void outputsLeaveOnceAndNotBeforeTheyMay(@ForAll @IntRange(max = 1_000_000) int seed) {
    Run run = new Run(seed);
    run.play();
    long durable = 0;
    long committed = 0;
    Set<String> left = new HashSet<>();
    for (String line : run.effects.lines) {
      if (line.startsWith("durable ")) {
        durable = Long.parseLong(line.substring("durable ".length()));
      }
      if (line.startsWith("commit ")) {
        assertThat(line).isEqualTo("commit " + ++committed);
      }
      Set<Long> waited = run.waitsFor.get(line);
      if (waited != null) {
        assertThat(left.add(line)).as("once: %s", line).isTrue();
        long until = durable;
        assertThat(waited).as(line).allMatch(token -> token <= until);
      }
    }
    assertThat(left).isEqualTo(run.waitsFor.keySet());
    assertThat(run.signed).isEqualTo(run.signing);
    assertThat(run.executed).hasSize((int) run.height).isSorted();
  }
}
