package org.medchain.consensus.pow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.golden.TestHost;
import org.medchain.data.Block;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;

final class PowTestNode {
  final TestHost host;
  final PowReplica replica;
  private final PowFixture fixture;
  private final Authenticator authenticator;

  /** Node {@code index} of the fixture's {@link #members}. */
  PowTestNode(PowFixture fixture, PowParameters parameters, int members, int index) {
    this.fixture = fixture;
    KeyPair keys = fixture.keys("node " + index);
    replica = new PowReplica(parameters, members(fixture, members), keys.publicKey());
    host =
        new TestHost(
            replica,
            keys,
            fixture.scheme,
            fixture.chain.genesis(),
            new HashChainStateMachine(fixture.chain.genesis().header().stateRoot()));
    authenticator =
        new Authenticator(
            fixture.chain.chain(), fixture.scheme, new MessageRegistry(PowMessages.all()));
  }

  static Membership members(PowFixture fixture, int count) {
    List<PublicKey> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(fixture.keys("node " + i).publicKey());
    }
    return new Membership(keys);
  }

  List<Output> start() {
    return host.give(new Input.Started(host.nowNs()));
  }

  List<Output> receive(Envelope envelope) {
    return host.give(
        switch (authenticator.authenticate(envelope)) {
          case AuthenticationResult.Verified verified ->
              new Input.MessageReceived(host.nowNs(), verified);
          case AuthenticationResult.Rejected rejected ->
              new Input.MessageRejected(
                  host.nowNs(),
                  rejected.sender(),
                  envelope.code(),
                  rejected.kind(),
                  rejected.reason());
        });
  }

  /** The holder of the name's keys says something. */
  List<Output> hear(String sender, Message message) {
    return receive(
        Envelope.seal(fixture.scheme, fixture.chain.chain(), fixture.keys(sender), message));
  }

  List<Output> hear(PowFixture.Made made) {
    return hear("node 1", new NewBlock(made.block()));
  }

  List<Output> submit(Transaction request) {
    return host.give(new Input.RequestSubmitted(host.nowNs(), request));
  }

  List<Output> fire(Timer timer) {
    return host.fire(timer);
  }

  /** The running search succeeds. */
  Block mine() {
    mineWithOutputs();
    return host.last();
  }

  List<Output> mineWithOutputs() {
    Header sealed = ConsensusTestChain.search(host.mining().orElseThrow());
    return host.give(new Input.NonceFound(host.nowNs(), sealed));
  }

  /** Tells of all executions held back, and of those that follow. */
  void releaseAll() {
    while (host.executionsHeld() > 0) {
      host.releaseExecution();
    }
  }

  static <T extends Output> Optional<T> find(List<Output> outputs, Class<T> kind) {
    List<T> found = all(outputs, kind);
    if (found.size() > 1) {
      throw new AssertionError("more than one: " + found);
    }
    return found.stream().findFirst();
  }

  static <T extends Output> List<T> all(List<Output> outputs, Class<T> kind) {
    return outputs.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
