package org.medchain.consensus.pbft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.Input;
import org.medchain.consensus.OpenRequests;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Output;
import org.medchain.consensus.Quorum;
import org.medchain.consensus.Refusal;
import org.medchain.consensus.Refusals;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.network.Authentication.Verified;
import org.medchain.network.Membership;

/**
 * The client's side of PBFT (Castro and Liskov 1999, §4.1): a result counts when f + 1 replicas say
 * it, for then an honest one does (CONS-8). A request goes to all replicas at once, as the paper's
 * aggregation agency spreads it to all (§4), so that backups watch the primary from the start.
 *
 * <p>A request that only reads goes the short way first (PBFT-22): its result counts when a quorum
 * says it, and when that does not come about in time the request is ordered like any other.
 */
public final class PbftClientSession implements ClientSession {
  private record Answer(long height, Receipt receipt) {}

  private final Outbox outbox = new Outbox();
  private final OpenRequests open;
  private final Refusals refusals;
  private final OpenReads reads;
  private Epochs epochs;

  /** For each open request the first answer of each replica. */
  private final Map<RequestId, Map<PublicKey, Answer>> answers = new LinkedHashMap<>();

  /**
   * A session with these replicas.
   *
   * @param members at the genesis block; later ones are learned from proofs that replicas send
   * @param retransmitNs after how long an unanswered request is sent again, in nanoseconds; doubled
   *     each time, up to 16-fold
   */
  public PbftClientSession(Membership members, long retransmitNs) {
    this.epochs = Epochs.of(Hash.ZERO, members);
    this.open = new OpenRequests(retransmitNs, outbox);
    this.refusals = new Refusals(open, outbox);
    this.reads = new OpenReads(retransmitNs, outbox, open);
  }

  @Override
  public List<Output> step(Input input) {
    switch (input) {
      case Input.RequestSubmitted submitted -> open.submit(submitted.request());
      case Input.ReadSubmitted submitted -> reads.submit(submitted.request());
      case Input.MessageReceived received -> onMessage(received.verified());
      case Input.MessageRejected rejected ->
          outbox.add(new Output.Reject(rejected.sender(), rejected.reason()));
      case Input.TimerFired fired -> {
        open.onTimer(fired.timer());
        reads.onTimer(fired.timer());
      }
      default -> {} // a client signs, searches, stores and executes nothing
    }
    return outbox.drain();
  }

  private Membership members() {
    return epochs.current().members();
  }

  private void onMessage(Verified verified) {
    if (verified.message() instanceof StableCheckpoint introduction) {
      introduction.proofs().forEach(proof -> epochs = proof.extend(epochs));
      return;
    }
    if (!members().contains(verified.sender())) {
      outbox.add(new Output.Reject(verified.sender(), "not a reply of a replica"));
      return;
    }
    switch (verified.message()) {
      case OrderedReply reply -> onOrderedReply(verified.sender(), reply);
      case Refusal refusal -> {
        int weak = new Quorum(members().size()).weak();
        refusals.add(verified.sender(), refusal, weak);
      }
      case ReadReply reply -> reads.onReply(epochs.current(), verified.sender(), reply);
      default -> outbox.add(new Output.Reject(verified.sender(), "not a reply of a replica"));
    }
  }

  private void onOrderedReply(PublicKey replica, OrderedReply reply) {
    RequestId request = reply.receipt().request();
    if (open.find(request).isEmpty()) {
      return; // final already: replies beyond f + 1 are normal
    }
    // A replica's first answer counts: a Byzantine one cannot vote for every result.
    Answer answer = new Answer(reply.height(), reply.receipt());
    Map<PublicKey, Answer> said = answers.computeIfAbsent(request, key -> new TreeMap<>());
    said.putIfAbsent(replica, answer);
    long equal =
        said.entrySet().stream()
            .filter(each -> members().contains(each.getKey()) && each.getValue().equals(answer))
            .count();
    if (equal >= new Quorum(members().size()).weak()) {
      answers.remove(request);
      open.accept(reply.height(), reply.receipt());
    }
  }
}
