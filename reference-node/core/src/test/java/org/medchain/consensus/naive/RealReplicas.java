package org.medchain.consensus.naive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Request;
import org.medchain.consensus.Timer;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.MessageRegistry;

/** The real replicas under a schedule, with small checkpoints, so that state is transferred too. */
final class RealReplicas extends ScheduledReplicas<Envelope> {
  private static final SignatureScheme SCHEME = new TestSignatures();
  private static final Timer VIEW_CHANGE = new Timer("view-change", 0);
  private static final int CLIENTS = 3;

  private final ChainParameters chain;
  private final Membership members;
  private final PbftParameters parameters;
  private final Authenticator authenticator;
  private final IdentityHashMap<Envelope, AuthenticationResult> answers = new IdentityHashMap<>();
  private final List<PbftReplica> replicas = new ArrayList<>();
  private final List<TestHost> hosts = new ArrayList<>();

  /** All that any replica committed: a replica that loaded a state has not seen its blocks. */
  private final Map<Hash, Block> blocks = new LinkedHashMap<>();

  private boolean carriedPrepared;

  RealReplicas(int nodes, int window, long checkpointInterval) {
    super(nodes);
    chain = ConsensusTestChain.parameters(window, Difficulty.NONE);
    List<KeyPair> keys = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      keys.add(ConsensusTestChain.keys(SCHEME, "node " + i));
    }
    members = new Membership(keys.stream().map(KeyPair::publicKey).toList());
    BatchLimits batch = new BatchLimits(2, 10_000, 0);
    parameters =
        new PbftParameters(chain, batch, 1_000_000_000, 100_000_000, 100, checkpointInterval);
    authenticator =
        new Authenticator(chain.chain(), SCHEME, new MessageRegistry(PbftMessages.all()));
    keys.forEach(this::add);
  }

  private void add(KeyPair keys) {
    PbftReplica replica = new PbftReplica(parameters, members, keys.publicKey());
    HashChainStateMachine state = new HashChainStateMachine(chain.genesis().header().stateRoot());
    TestHost host = new TestHost(replica, keys, SCHEME, chain.genesis(), state);
    replicas.add(replica);
    hosts.add(host);
    host.give(new Input.Started(host.nowNs()));
  }

  @Override
  void addTwin(int node) {
    add(hosts.get(node).keys());
  }

  @Override
  Envelope request(int number) {
    KeyPair client = ConsensusTestChain.keys(SCHEME, "client " + number % CLIENTS);
    Bytes body = Bytes.utf8("a synthetic record");
    return Request.envelope(Transaction.signed(SCHEME, chain.chain(), client, number, 1, body));
  }

  @Override
  void arrive(int node, Envelope envelope) {
    // It is pure, so a broadcast is checked once for all who get it.
    AuthenticationResult answer = answers.computeIfAbsent(envelope, authenticator::authenticate);
    if (!(answer instanceof Verified verified)) {
      throw new AssertionError("an honest message does not hold");
    }
    carriedPrepared |=
        verified.message() instanceof NewView newView
            && newView.proofs().stream().anyMatch(each -> !each.viewChange().prepared().isEmpty());
    carry(node, hosts.get(node).give(new Input.MessageReceived(hosts.get(node).nowNs(), verified)));
  }

  @Override
  void timeOut(int node) {
    carry(node, hosts.get(node).fire(VIEW_CHANGE));
  }

  @Override
  void sendAgain(int node) {
    for (Timer timer : List.copyOf(hosts.get(node).timers())) {
      if (!timer.equals(VIEW_CHANGE)) {
        carry(node, hosts.get(node).fire(timer));
      }
    }
  }

  private void carry(int node, List<Output> outputs) {
    for (Output output : outputs) {
      switch (output) {
        case Output.Send send when members.contains(send.to()) ->
            put(node, members.indexOf(send.to()), send.envelope());
        case Output.Broadcast broadcast -> multicast(node, broadcast.envelope());
        case Output.Commit commit -> blocks.put(commit.block().hash(), commit.block());
        default -> {} // the host has done it, or it is for clients
      }
    }
  }

  @Override
  List<Block> history(int node) {
    List<Block> history = new ArrayList<>();
    Hash head = hosts.get(node).head();
    while (!head.equals(chain.chain())) {
      Block block = blocks.get(head);
      if (block == null) {
        throw new AssertionError("a state was loaded that no replica has committed");
      }
      history.add(block);
      head = block.parent();
    }
    Collections.reverse(history);
    return history;
  }

  @Override
  List<Integer> committed(int node) {
    List<Integer> committed = new ArrayList<>();
    for (Block block : history(node)) {
      for (Transaction transaction : block.transactions()) {
        committed.add((int) transaction.request().sequence());
      }
    }
    return committed;
  }

  @Override
  long view(int node) {
    return replicas.get(node).view();
  }

  @Override
  boolean carriedPrepared() {
    return carriedPrepared;
  }
}
