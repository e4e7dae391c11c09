package org.medchain.consensus.pbft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.medchain.consensus.ChainParameters.RecoveryTrust;
import org.medchain.consensus.ClientSession;
import org.medchain.consensus.ClientTable.StoredReply;
import org.medchain.consensus.Input;
import org.medchain.consensus.Outbox;
import org.medchain.consensus.Output;
import org.medchain.consensus.OutstandingRequests;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.RejectionCounter;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.MembershipProof;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Membership;

/**
 * The client's side of PBFT (Castro and Liskov 1999, §4.1): a result counts when f + 1 replicas
 * reply with it, for then an honest one does (CONS-8). A request goes to all replicas at once, as
 * the paper's aggregation agency sends it to all (§4), so that backups monitor the primary from the
 * start.
 *
 * <p>A read-only request is first sent without ordering (PBFT-22): its result counts when a quorum
 * replies with it; after a timeout the request is ordered like any other.
 */
public final class PbftClientSession implements ClientSession {
  private final Outbox outbox = new Outbox();
  private final OutstandingRequests outstanding;
  private final RejectionCounter refusals;
  private final ReadOnlyRequests reads;
  private final RecoveryTrust trust;
  private Epochs epochs;

  /** For each open request the first reply of each replica: a Byzantine one has one vote. */
  private final Map<RequestId, Map<PublicKey, StoredReply>> replies = new LinkedHashMap<>();

  /**
   * A session with these replicas.
   *
   * @param members at the genesis block; later ones are learned from proofs that replicas send
   * @param retransmitNs first pause before a request is sent again, in ns; doubled up to 16-fold
   */
  public PbftClientSession(Membership members, long retransmitNs) {
    this(members, RecoveryTrust.NONE, retransmitNs);
  }

  /** The same whose owner has accepted recoveries. */
  public PbftClientSession(Membership members, RecoveryTrust trust, long retransmitNs) {
    this.trust = trust;
    this.epochs = Epochs.of(Hash.ZERO, members);
    this.outstanding = new OutstandingRequests(retransmitNs, outbox);
    this.refusals = new RejectionCounter(outstanding, outbox);
    this.reads = new ReadOnlyRequests(retransmitNs, outbox, outstanding);
  }

  @Override
  public List<Output> step(Input input) {
    switch (input) {
      case Input.RequestSubmitted submitted -> outstanding.submit(submitted.request());
      case Input.ReadSubmitted submitted -> reads.submit(submitted.request());
      case Input.RequestWithdrawn withdrawn -> onWithdrawn(withdrawn.request());
      case Input.MessageReceived received -> onMessage(received.verified());
      case Input.MessageRejected rejected -> outbox.add(new Output.Reject(rejected));
      case Input.TimerFired fired -> {
        outstanding.onTimer(fired.timer());
        reads.onTimer(fired.timer());
      }
      default -> {} // a client signs, searches, stores and executes nothing
    }
    return outbox.drain();
  }

  private void onWithdrawn(RequestId request) {
    replies.remove(request);
    outstanding.withdraw(request);
    reads.withdraw(request);
  }

  private Membership members() {
    return epochs.current().members();
  }

  private void onMessage(Verified verified) {
    PublicKey sender = verified.sender();
    boolean isMember = members().contains(sender);
    switch (verified.message()) {
      case MembershipProof told ->
          told.proofs().forEach(each -> epochs = each.extend(epochs, trust));
      case OrderedReply reply when isMember -> onOrderedReply(sender, reply);
      case RequestRejection refusal when isMember ->
          refusals.add(sender, refusal, new QuorumSizes(members().size()).weak());
      case ReadReply reply when isMember -> reads.onReply(epochs.current(), sender, reply);
      default -> outbox.add(new Output.Reject(sender, "not a reply of a replica"));
    }
  }

  private void onOrderedReply(PublicKey replica, OrderedReply reply) {
    RequestId request = reply.receipt().request();
    if (outstanding.find(request).isEmpty()) {
      return; // final already: replies beyond f + 1 are normal
    }
    StoredReply answer = new StoredReply(reply.height(), reply.receipt());
    Map<PublicKey, StoredReply> said = replies.computeIfAbsent(request, key -> new TreeMap<>());
    said.putIfAbsent(replica, answer);
    int equal = agreeing(said, members(), answer::equals).size();
    if (equal >= new QuorumSizes(members().size()).weak()) {
      replies.remove(request);
      outstanding.complete(reply.height(), reply.receipt());
    }
  }

  /** Of the first reply of each replica those that agree, by members of today. */
  static <T> List<T> agreeing(Map<PublicKey, T> first, Membership members, Predicate<T> agrees) {
    return first.entrySet().stream()
        .filter(each -> members.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .filter(agrees)
        .toList();
  }
}
