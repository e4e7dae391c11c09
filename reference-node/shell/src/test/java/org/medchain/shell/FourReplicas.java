package org.medchain.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.incentive.PointRules;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.LedgerView;

/**
 * Four PBFT replicas that order requests on a thread of their own, as a node's do; and what the
 * first of them holds of the ledger. No message is lost, so no timer is needed.
 */
final class FourReplicas implements LedgerView, AutoCloseable {
  private static final int NODES = 4;
  private static final int ENOUGH_REPLIES = 2;
  private static final long NOW_NS = 1_600_000_001_000L * 1_000_000;
  private static final Ed25519 SCHEME = new Ed25519();

  private final KeyPair patient = keys("patient");
  private final Genesis genesis =
      new Genesis(
          new Genesis.Terms(
              1_600_000_000_000L,
              IntStream.range(0, NODES).mapToObj(i -> keys("node " + i).publicKey()).toList(),
              1,
              Difficulty.NONE,
              5_000,
              keys("center").publicKey(),
              new PointRules(100, 10, 25, 7, 8_000)),
          List.of(new Participant(patient.publicKey(), Role.PATIENT)));
  private final Authenticator authenticator =
      new Authenticator(genesis.chain(), SCHEME, new MessageRegistry(PbftMessages.all()));
  private final List<Member> members = new ArrayList<>();
  private final Map<Receipt, Set<Integer>> replied = new LinkedHashMap<>();
  private final Map<RequestId, CompletableFuture<Receipt>> asked = new LinkedHashMap<>();
  private final List<CertifiedBlock> decisions = new ArrayList<>();
  private final List<ExecutionResult> executions = new ArrayList<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("consensus").factory());

  FourReplicas() {
    for (int i = 0; i < NODES; i++) {
      Member member = new Member(i);
      members.add(member);
      give(member, new Input.Started(NOW_NS));
    }
  }

  private static KeyPair keys(String seed) {
    return SCHEME.keyPair(Hash.of(Bytes.utf8(seed)).toBytes());
  }

  /** The patient's requests. */
  Operations operations() {
    return new Operations(SCHEME, genesis.chain(), patient);
  }

  /** Hands a request to all replicas; done when f + 1 gave the same receipt, the first too. */
  CompletableFuture<Receipt> submit(Transaction transaction) {
    CompletableFuture<Receipt> receipt = new CompletableFuture<>();
    thread.execute(
        () -> {
          asked.put(transaction.request(), receipt);
          Envelope request = Request.envelope(transaction);
          if (authenticator.authenticate(request) instanceof AuthenticationResult.Verified) {
            members.forEach(
                member -> give(member, new Input.RequestSubmitted(NOW_NS, transaction)));
          }
        });
    return receipt;
  }

  private final class Member {
    private final int number;
    private final KeyPair keys;
    private final MedicalContract contract = new MedicalContract(genesis);
    private final PbftReplica replica;

    Member(int number) {
      this.number = number;
      keys = keys("node " + number);
      replica =
          new PbftReplica(
              new PbftParameters(
                  genesis.chainParameters(),
                  new BatchLimits(8, 100_000, 0),
                  1_000_000_000,
                  100_000_000,
                  100,
                  1_000_000),
              genesis.membership(),
              keys.publicKey());
    }
  }

  private void give(Member to, Input input) {
    thread.execute(() -> to.replica.step(input).forEach(output -> carryOut(to, output)));
  }

  private void carryOut(Member by, Output output) {
    switch (output) {
      case Output.Sign sign ->
          give(
              by,
              new Input.MessageSigned(
                  NOW_NS,
                  sign.message(),
                  Envelope.seal(SCHEME, genesis.chain(), by.keys, sign.message())));
      case Output.Persist persist -> give(by, new Input.Persisted(NOW_NS, persist.token()));
      case Output.Commit commit -> {
        ExecutionResult execution = by.contract.apply(commit.block());
        if (by.number == 0) {
          keep(
              new CertifiedBlock(commit.block(), (QuorumCertificate) commit.certificate()),
              execution);
        }
        give(by, new Input.Executed(NOW_NS, execution));
      }
      case Output.Broadcast broadcast ->
          members.stream()
              .filter(member -> member != by)
              .forEach(member -> arrive(member, broadcast.envelope()));
      case Output.Send send ->
          members.stream()
              .filter(member -> member.keys.publicKey().equals(send.to()))
              .forEach(member -> arrive(member, send.envelope()));
      case Output.Reply reply when reply.message() instanceof OrderedReply ordered ->
          reply(by, ordered.receipt());
      default -> {} // timers
    }
  }

  private void arrive(Member to, Envelope envelope) {
    if (authenticator.authenticate(envelope) instanceof AuthenticationResult.Verified verified) {
      give(to, new Input.MessageReceived(NOW_NS, verified));
    }
  }

  private void reply(Member by, Receipt receipt) {
    Set<Integer> from = replied.computeIfAbsent(receipt, key -> new TreeSet<>());
    from.add(by.number);
    if (from.size() >= ENOUGH_REPLIES && from.contains(0)) {
      asked.get(receipt.request()).complete(receipt);
    }
  }

  private synchronized void keep(CertifiedBlock decision, ExecutionResult execution) {
    decisions.add(decision);
    executions.add(execution);
  }

  @Override
  public Genesis genesis() {
    return genesis;
  }

  @Override
  public synchronized long height() {
    return decisions.size();
  }

  @Override
  public synchronized Optional<CertifiedBlock> blockAt(long height) {
    if (height == 0) {
      Hash hash = genesis.block().hash();
      return Optional.of(new CertifiedBlock(genesis.block(), QuorumCertificate.ofGenesis(hash)));
    }
    return height < 0 || height > decisions.size()
        ? Optional.empty()
        : Optional.of(decisions.get((int) height - 1));
  }

  @Override
  public Optional<WorldState> stateAt(long height) {
    return Optional.empty();
  }

  @Override
  public synchronized Optional<List<Receipt>> receiptsAt(long height) {
    return height < 1 || height > executions.size()
        ? Optional.empty()
        : Optional.of(executions.get((int) height - 1).receipts());
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
