package org.medchain.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.consensus.pbft.message.FetchBlock;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;

/** CONS-3: nothing leaves before it is signed, and a promise names the token of its own entry. */
class OutboxTest {
  private static final TestSignatures SCHEME = new TestSignatures();
  private static final KeyPair KEYS = ConsensusTestChain.keys(SCHEME, "node 0");
  private static final PublicKey PEER = ConsensusTestChain.keys(SCHEME, "node 1").publicKey();

  enum Kind {
    PROMISE,
    BROADCAST,
    SEND
  }

  record Action(Kind kind, int message) {}

  @Provide
  Arbitrary<List<Action>> actions() {
    return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 3))
        .as(Action::new)
        .list()
        .ofMaxSize(20);
  }

  /** Each signature releases exactly one message, in the order of the requests. */
  @Property(seed = "20246", tries = 300)
  void whatIsSignedLeavesAsItWasAskedFor(@ForAll("actions") List<Action> actions) {
    Outbox outbox = new Outbox();
    List<DurabilityToken> tokens = new ArrayList<>();
    for (Action action : actions) {
      ask(outbox, action, tokens);
    }
    List<Output> asked = outbox.drain();
    assertThat(asked).noneMatch(OutboxTest::leaves);
    assertThat(asked.stream().filter(Output.Sign.class::isInstance)).hasSize(actions.size());

    int promises = 0;
    for (Action action : actions) {
      // Equal messages are signed in the order in which they were asked for.
      Message message = message(action.message());
      assertThat(outbox.onSigned(message, sealed(message))).isTrue();
      List<DurabilityToken> waitsFor =
          action.kind() == Kind.PROMISE ? List.of(tokens.get(promises++)) : List.of();
      Output expected =
          action.kind() == Kind.SEND
              ? new Output.Send(PEER, sealed(message), waitsFor)
              : new Output.Broadcast(sealed(message), waitsFor);
      assertThat(outbox.drain()).containsExactly(expected);
    }
    for (int i = 0; i <= 3; i++) {
      assertThat(outbox.onSigned(message(i), sealed(message(i)))).as("nothing left").isFalse();
    }
    assertThat(outbox.drain()).isEmpty();
  }

  private static void ask(Outbox outbox, Action action, List<DurabilityToken> tokens) {
    Message message = message(action.message());
    switch (action.kind()) {
      case PROMISE -> tokens.add(promise(outbox, message));
      case BROADCAST -> outbox.broadcast(message);
      case SEND -> outbox.send(PEER, message);
    }
  }

  private static DurabilityToken promise(Outbox outbox, Message message) {
    DurabilityToken token = outbox.persist(message);
    outbox.signAndBroadcastWhenDurable(message, token);
    return token;
  }

  private static boolean leaves(Output output) {
    return output instanceof Output.Send || output instanceof Output.Broadcast;
  }

  @Example
  void aPromiseIsPersistedBeforeItIsSigned() {
    Outbox outbox = new Outbox();
    Message message = message(7);
    DurabilityToken token = promise(outbox, message);
    List<Output> outputs = outbox.drain();
    assertThat(outputs).hasSize(2);
    assertThat(outputs.get(0)).isInstanceOf(Output.Persist.class);
    Output.Persist persist = (Output.Persist) outputs.get(0);
    assertThat(persist.token()).isEqualTo(token);
    assertThat(persist.entry()).isEqualTo(message.encoded());
    assertThat(outputs.get(1)).isEqualTo(new Output.Sign(message));
  }

  private static Message message(int number) {
    return new FetchBlock(new Hash(0, 0, 0, number));
  }

  private static Envelope sealed(Message message) {
    return Envelope.seal(SCHEME, Hash.ZERO, KEYS, message);
  }
}
