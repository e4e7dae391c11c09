package org.medchain.node.light;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.StateEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.node.admission.CallKind;
import org.medchain.node.ledger.EpochProofsRequest;
import org.medchain.node.ledger.EpochProofsResponse;
import org.medchain.node.ledger.HeadersResponse;
import org.medchain.node.ledger.HeightRange;
import org.medchain.node.ledger.InvalidProofException;
import org.medchain.node.ledger.StateProofRequest;
import org.medchain.node.ledger.StateProofResponse;
import org.medchain.node.ledger.TransactionProofRequest;
import org.medchain.node.ledger.TransactionProofResponse;
import org.medchain.node.light.LightPeerQueries.Next;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.turns.ReplyClock;

/**
 * A participant that holds only headers and certificates and trusts no node (paper §4 (1); ROLE-6):
 * it checks all replies on transactions, receipts and state against its headers. One honest node
 * among the queried ones is enough; senders of false replies are named.
 *
 * <p>Calls wait for replies, and may come from any thread, one after the other.
 */
public final class LightClient {
  private final LightStore store;
  private final LightPeerQueries questions;

  /**
   * A client over its store.
   *
   * @param timeoutMs timeout of one reply, in milliseconds
   * @param lies gets peers with false replies
   */
  public LightClient(
      LightStore store, RpcClient asker, long timeoutMs, Consumer<PeerMisbehaviour> lies) {
    this(store, asker, ReplyClock.SYSTEM, timeoutMs, lies);
  }

  /** The same with the clock by which it waits. */
  LightClient(
      LightStore store,
      RpcClient asker,
      ReplyClock clock,
      long timeoutMs,
      Consumer<PeerMisbehaviour> lies) {
    this.store = store;
    this.questions = new LightPeerQueries(asker, clock, timeoutMs, lies);
  }

  /** The headers and members that this client is sure of. */
  public LightChain chain() {
    return store.chain();
  }

  /**
   * Queries the nodes for new headers.
   *
   * @return the height of the head afterwards: at least that of any honest node that replied
   */
  public synchronized long sync() {
    try {
      // First how the members changed: then headers by keys that count no more are seen through.
      askEpochs(questions.peers(), enough());
      List<String> unused =
          questions.askEach(
              questions.peers(),
              enough(),
              CallKind.HEADERS.method(),
              () -> new HeightRange(store.chain().height() + 1, HeadersResponse.MAX_HEADERS),
              store.chain().codec(HeadersResponse.class)::decode,
              (peer, question, answer) -> Next.after(applyHeaders(peer, question, answer)));
    } catch (RefusedException e) {
      // Interrupted: the headers that came are kept, and a caller with a specific query gets the
      // error.
    }
    return store.chain().height();
  }

  /** Of f + 1 replies one is an honest node's. */
  private int enough() {
    MembershipHistory members = store.chain().members();
    return new QuorumSizes(members.members(members.current()).size()).weak();
  }

  private void askEpochs(List<PublicKey> peers, int enough) throws RefusedException {
    List<String> unused =
        questions.askEach(
            peers,
            enough,
            CallKind.EPOCHS.method(),
            () -> new EpochProofsRequest(store.chain().members().current()),
            Codec.of(EpochProofsResponse.class)::decode,
            (peer, question, answer) -> Next.after(applyEpochs(question, answer)));
  }

  private boolean applyEpochs(EpochProofsRequest question, EpochProofsResponse answer)
      throws InvalidProofException {
    if (question.knownEpochs() != store.chain().members().current()) {
      return true; // another peer was faster
    }
    boolean news = false;
    for (Bytes proof : answer.proofs()) {
      try {
        news |= store.advanceEpoch(proof);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return news;
  }

  private boolean applyHeaders(PublicKey peer, HeightRange question, HeadersResponse answer)
      throws InvalidProofException, RefusedException {
    if (question.first() != store.chain().height() + 1) {
      return store.chain().height() < answer.height(); // another peer was faster
    }
    if (answer.headers().isEmpty()) {
      return false;
    }
    Certificate vouching = answer.certificate().orElseThrow();
    // The members may have changed since this peer was asked for them: then it did not lie.
    if (vouching.epoch() > store.chain().members().current()) {
      long before = store.chain().height();
      // No more than its turn if there are others.
      askEpochs(List.of(peer), questions.usable().size() > 1 ? 0 : 1);
      if (store.chain().height() != before) {
        return true;
      }
    }
    try {
      store.append(answer.headers(), vouching);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return store.chain().height() < answer.height();
  }

  /**
   * The value of a key in the state, or its absence, under the head's header.
   *
   * @throws RefusedException if no node gives a proof that holds
   */
  public synchronized ProvenValue<Optional<Bytes>> state(Bytes key) throws RefusedException {
    try {
      return proveState(key);
    } catch (RefusedException tooOld) {
      // Nodes keep only the last states: perhaps this client was away for longer than that.
      long unused = sync();
      return proveState(key);
    }
  }

  private ProvenValue<Optional<Bytes>> proveState(Bytes key) throws RefusedException {
    long header = store.chain().height();
    return questions.askAny(
        CallKind.STATE_PROOF.method(),
        new StateProofRequest(key, header),
        Codec.of(StateProofResponse.class)::decode,
        (StateProofResponse answer) -> {
          requireNoError(store.chain().findError(key, answer, header));
          return proven(answer.value(), header);
        });
  }

  private static void requireNoError(Optional<String> flaw) throws InvalidProofException {
    if (flaw.isPresent()) {
      throw new InvalidProofException(flaw.get());
    }
  }

  private <T> ProvenValue<T> proven(T value, long header) {
    return new ProvenValue<>(
        value, header, store.chain().headerAt(header).orElseThrow().timestampMs());
  }

  /**
   * An entry of the state, or its absence.
   *
   * @throws RefusedException if no node gives a proof that holds, or the chain's own value is
   *     unreadable
   */
  public <T> ProvenValue<Optional<T>> entry(StateEntry<T> entry) throws RefusedException {
    ProvenValue<Optional<Bytes>> value = state(entry.key());
    try {
      return value.map(each -> each.map(entry::read));
    } catch (MalformedInput e) {
      throw new RefusedException("the chain's value has another version: " + e.getMessage());
    }
  }

  /**
   * The result of a request: its receipt, which may be a refusal by the contract.
   *
   * @throws RefusedException if no peer proves it: the request may be unknown, or so new that its
   *     receipt's root is in no header yet
   */
  public synchronized ProvenValue<Receipt> acceptance(RequestId request) throws RefusedException {
    return acceptanceProof(request).map(AcceptanceProof::receipt);
  }

  /**
   * The proof of it, which convinces others that trust the same headers.
   *
   * @throws RefusedException as {@link #acceptance}
   */
  public synchronized ProvenValue<AcceptanceProof> acceptanceProof(RequestId request)
      throws RefusedException {
    return ask(request, answer -> provenReceipt(request, answer));
  }

  /**
   * Headers of this chain with the certificate of the last, to be handed to others (PROC-7).
   *
   * @param first height of the first
   * @param count 1 to {@link HeadersResponse#MAX_HEADERS}
   * @throws RefusedException if this chain is shorter, or no node shows the certificate
   */
  public synchronized HeadersResponse certified(long first, int count) throws RefusedException {
    requireHeader(first + count - 1);
    return questions.askAny(
        CallKind.HEADERS.method(),
        new HeightRange(first, count),
        store.chain().codec(HeadersResponse.class)::decode,
        (HeadersResponse answer) -> {
          if (answer.headers().size() != count) {
            throw new RefusedException("shows fewer headers");
          }
          Header last = answer.headers().get(count - 1);
          for (Header each : answer.headers()) {
            if (store.chain().headerAt(each.height()).filter(each::equals).isEmpty()) {
              throw new InvalidProofException("header " + each.height() + " is another one");
            }
          }
          requireNoError(store.chain().findError(last, answer.certificate().orElseThrow()));
          return answer;
        });
  }

  /**
   * The transaction of a request, which is in the chain; for its effect see {@link #acceptance}.
   *
   * @throws RefusedException if no peer proves it
   */
  public synchronized ProvenValue<Transaction> existence(RequestId request)
      throws RefusedException {
    return ask(request, answer -> provenTransaction(request, answer));
  }

  private <R> R ask(
      RequestId request, LightPeerQueries.ResponseHandler<TransactionProofResponse, R> taker)
      throws RefusedException {
    return questions.askAny(
        CallKind.TRANSACTION_PROOF.method(),
        new TransactionProofRequest.ByRequestId(request),
        Codec.of(TransactionProofResponse.class)::decode,
        taker);
  }

  private ProvenValue<AcceptanceProof> provenReceipt(
      RequestId request, TransactionProofResponse answer)
      throws InvalidProofException, RefusedException {
    if (!(answer instanceof TransactionProofResponse.ExecutedTransaction executed)) {
      throw new RefusedException(
          answer instanceof TransactionProofResponse.OrderedTransaction
              ? "has no receipt of it, or not yet"
              : "unknown there");
    }
    AcceptanceProof proof = executed.proof();
    requireRequest(request, proof.existence());
    requireHeader(store.chain().rootHeaderOf(proof.existence().height()));
    requireNoError(store.chain().findError(proof));
    // Such a receipt is valid, and could hide the request's own result: its sender may have left,
    // or been registered, in between.
    if (Outcome.leavesRequestOpen(proof.receipt())) {
      throw new RefusedException("shows a receipt that leaves open what became of the request");
    }
    return proven(proof, store.chain().rootHeaderOf(proof.existence().height()));
  }

  private ProvenValue<Transaction> provenTransaction(
      RequestId request, TransactionProofResponse answer)
      throws InvalidProofException, RefusedException {
    ExistenceProof proof =
        switch (answer) {
          case TransactionProofResponse.UnknownTransaction unknown ->
              throw new RefusedException("unknown there");
          case TransactionProofResponse.OrderedTransaction ordered -> ordered.proof();
          case TransactionProofResponse.ExecutedTransaction executed ->
              executed.proof().existence();
        };
    requireRequest(request, proof);
    requireHeader(proof.height());
    requireNoError(store.chain().findError(proof));
    return proven(proof.transaction(), proof.height());
  }

  private static void requireRequest(RequestId request, ExistenceProof proof)
      throws InvalidProofException {
    if (!proof.transaction().request().equals(request)) {
      throw new InvalidProofException("another request's proof");
    }
  }

  /** The node may be ahead of this client; this by itself is not misbehaviour. */
  private void requireHeader(long height) throws RefusedException {
    if (store.chain().headerAt(height).isEmpty()) {
      long unused = sync();
    }
    if (store.chain().headerAt(height).isEmpty()) {
      throw new RefusedException("no node shows a certified header of height " + height);
    }
  }
}
