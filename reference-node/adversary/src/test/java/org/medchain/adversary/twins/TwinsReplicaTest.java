package org.medchain.adversary.twins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medchain.adversary.AdversarySetup;
import org.medchain.adversary.TestNetwork;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.Request;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;

/** ADV-7, ADV-30: how two copies share one host, one log and one key. */
class TwinsReplicaTest {
  private static final long NOW = TestNetwork.START_NS;
  private static final Membership MEMBERS = TestNetwork.members(4);
  private static final Timer TIMER = new Timer("view-change", 0);

  /** A replica that answers each start as the test says, and writes down its inputs. */
  private static final class Scripted implements Replica {
    final List<Input> told = new ArrayList<>();
    private final List<Output> script;

    Scripted(Output... script) {
      this.script = List.of(script);
    }

    @Override
    public List<Output> step(Input input) {
      told.add(input);
      return input instanceof Input.Started ? script : List.of();
    }

    <T extends Input> List<T> told(Class<T> kind) {
      return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }

  private static TwinsReplica twins(Scripted first, Scripted second) {
    AdversarySetup surroundings =
        new AdversarySetup(
            MEMBERS,
            ConsensusTestChain.parameters(4, Difficulty.NONE),
            MEMBERS.key(0),
            List.of(),
            1);
    List<TwinPartition> splits = TwinPartition.always(Set.of(1, 2), Set.of(2, 3));
    return new TwinsReplica(splits, first, second, TestNetwork.machine(), surroundings);
  }

  private static Envelope envelope() {
    PublicKey key = MEMBERS.key(0);
    return new Envelope(Request.TYPE.code(), key, Bytes.EMPTY, signature(key));
  }

  private static Signature signature(PublicKey key) {
    return TestNetwork.SCHEME.sign(TestNetwork.keys("node 0").secretKey(), key.value());
  }

  private static <T extends Output> List<T> of(List<Output> outputs, Class<T> kind) {
    return outputs.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  @Test
  void eachCopySpeaksToItsSideAlone() {
    Output broadcast = new Output.Broadcast(envelope(), List.of());
    Scripted silent = new Scripted();
    Input started = new Input.Started(NOW);
    List<Output> said = twins(new Scripted(broadcast), silent).step(started);
    assertThat(of(said, Output.Send.class).stream().map(Output.Send::to))
        .containsExactly(MEMBERS.key(1), MEMBERS.key(2));
    said = twins(silent, new Scripted(broadcast)).step(started);
    assertThat(of(said, Output.Send.class).stream().map(Output.Send::to))
        .containsExactly(MEMBERS.key(2), MEMBERS.key(3));
  }

  @Test
  void timersOfOneNameAreTwo() {
    Scripted first = new Scripted(new Output.StartTimer(TIMER, 5));
    Scripted second = new Scripted(new Output.StartTimer(TIMER, 7));
    TwinsReplica twins = twins(first, second);
    List<Output.StartTimer> started =
        of(twins.step(new Input.Started(NOW)), Output.StartTimer.class);
    assertThat(started).extracting(Output.StartTimer::timer).doesNotHaveDuplicates().hasSize(2);
    twins.step(new Input.TimerFired(NOW, started.get(1).timer()));
    assertThat(first.told(Input.TimerFired.class)).isEmpty();
    assertThat(second.told(Input.TimerFired.class)).hasSize(1);
    assertThat(second.told(Input.TimerFired.class).get(0).timer()).isEqualTo(TIMER);
  }

  @Test
  void oneLogHoldsTheEntriesOfBoth() {
    Bytes one = Bytes.utf8("of the first");
    Bytes two = Bytes.utf8("of the second");
    DurabilityToken token = new DurabilityToken(1);
    Output waiting = new Output.Send(MEMBERS.key(2), envelope(), List.of(token));
    Scripted first = new Scripted(new Output.Persist(token, one));
    Scripted second = new Scripted(new Output.Persist(token, two), waiting);
    TwinsReplica twins = twins(first, second);
    List<Output> said = twins.step(new Input.Started(NOW));
    List<Output.Persist> log = of(said, Output.Persist.class);
    assertThat(log).extracting(each -> each.token().number()).containsExactly(1L, 2L);
    assertThat(of(said, Output.Send.class).get(0).waitsFor())
        .containsExactly(new DurabilityToken(2));

    // Only the first entry is durable: the second copy is told nothing yet.
    twins.step(new Input.Persisted(NOW, new DurabilityToken(1)));
    assertThat(first.told(Input.Persisted.class)).hasSize(1);
    assertThat(second.told(Input.Persisted.class)).isEmpty();
    twins.step(new Input.Persisted(NOW, new DurabilityToken(2)));
    assertThat(second.told(Input.Persisted.class).get(0).token()).isEqualTo(token);

    // After a crash each gets its own, in order.
    Scripted firstAgain = new Scripted();
    Scripted secondAgain = new Scripted();
    List<Bytes> durable = log.stream().map(Output.Persist::entry).toList();
    twins(firstAgain, secondAgain).step(new Input.Recovered(NOW, durable));
    assertThat(firstAgain.told(Input.Recovered.class).get(0).log()).containsExactly(one);
    assertThat(secondAgain.told(Input.Recovered.class).get(0).log()).containsExactly(two);
  }

  @Test
  void theLogIsCutWhereNeitherCopyNeedsIt() {
    Output persist = new Output.Persist(new DurabilityToken(1), Bytes.EMPTY);
    Output next = new Output.Persist(new DurabilityToken(2), Bytes.EMPTY);
    Output cut = new Output.Truncate(new DurabilityToken(2), 8);
    Output uncut = new Output.Truncate(new DurabilityToken(1), 4);
    TwinsReplica both = twins(new Scripted(persist, next, cut), new Scripted(persist, next, uncut));
    // The first copy's turn comes first: the second has not said what it needs.
    assertThat(of(both.step(new Input.Started(NOW)), Output.Truncate.class)).isEmpty();
    TwinsReplica later = twins(new Scripted(persist, next), new Scripted(persist, next, uncut));
    assertThat(of(later.step(new Input.Started(NOW)), Output.Truncate.class)).isEmpty();
  }
}
