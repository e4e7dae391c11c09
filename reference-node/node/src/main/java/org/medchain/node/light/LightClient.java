package org.medchain.node.light;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.medchain.application.AcceptanceProof;
import org.medchain.application.ExistenceProof;
import org.medchain.contract.Outcome;
import org.medchain.contract.Right;
import org.medchain.contract.Role;
import org.medchain.contract.StateEntry;
import org.medchain.contract.StoredRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.EpochAnswer;
import org.medchain.node.ledger.EpochQuestion;
import org.medchain.node.ledger.HeaderAnswer;
import org.medchain.node.ledger.LedgerTopics;
import org.medchain.node.ledger.Range;
import org.medchain.node.ledger.StateAnswer;
import org.medchain.node.ledger.StateQuestion;
import org.medchain.node.ledger.TransactionAnswer;
import org.medchain.node.ledger.TransactionQuestion;
import org.medchain.node.ledger.Untrue;
import org.medchain.node.transport.Asker;
import org.medchain.node.transport.Refused;

/**
 * A participant that holds headers and certificates alone and believes no node (paper §4 (1);
 * ROLE-6): what it is told of transactions, receipts and state it checks against its headers. One
 * honest node among those that it asks is enough; who lies is named.
 *
 * <p>Calls wait for answers, and may come from any thread, one after the other.
 */
public final class LightClient {
  private final LightStore store;
  private final Questions questions;

  /**
   * A client over what it has stored.
   *
   * @param timeoutMs how long one node may take for one answer, in milliseconds
   * @param lies is told who said what does not hold
   */
  public LightClient(LightStore store, Asker asker, long timeoutMs, Consumer<Lie> lies) {
    this.store = store;
    this.questions = new Questions(asker, timeoutMs, lies);
  }

  /** The headers and members that this client is sure of. */
  public LightChain chain() {
    return store.chain();
  }

  /**
   * Asks every node for what is new.
   *
   * @return the height of the head afterwards: at least that of any honest node that answered
   */
  public synchronized long follow() {
    // First how the members changed: then headers by keys that count no more are seen through.
    for (PublicKey peer : questions.peers()) {
      trying(peer, () -> followEpochs(peer));
    }
    for (PublicKey peer : questions.peers()) {
      trying(peer, () -> followHeaders(peer));
    }
    return store.chain().height();
  }

  private interface Attempt {
    void run() throws Untrue, Refused;
  }

  private void trying(PublicKey peer, Attempt attempt) {
    try {
      attempt.run();
    } catch (Untrue e) {
      questions.lied(peer, e.getMessage());
    } catch (Refused e) {
      // Somebody else may answer; who asks for something in particular is told.
    }
  }

  private void followEpochs(PublicKey peer) throws Untrue, Refused {
    boolean news = true;
    while (news) {
      EpochQuestion question = new EpochQuestion(store.chain().members().current());
      news =
          questions.one(peer, LedgerTopics.EPOCHS, question, EpochAnswer::decode, this::takeEpochs);
    }
  }

  private boolean takeEpochs(EpochAnswer answer) throws Untrue {
    boolean news = false;
    for (Bytes proof : answer.proofs()) {
      try {
        news |= store.learn(proof);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return news;
  }

  private void followHeaders(PublicKey peer) throws Untrue, Refused {
    boolean more = true;
    while (more) {
      Range range = new Range(store.chain().height() + 1, HeaderAnswer.MOST);
      more =
          questions.one(peer, LedgerTopics.HEADERS, range, HeaderAnswer::decode, this::takeHeaders);
    }
  }

  private boolean takeHeaders(HeaderAnswer answer) throws Untrue {
    if (answer.headers().isEmpty()) {
      return false;
    }
    try {
      store.append(answer.headers(), answer.certificate().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return store.chain().height() < answer.height();
  }

  /**
   * The value of a key in the state, or that it has none, as the head's header tells.
   *
   * @throws Refused if no node gives a proof that holds
   */
  public synchronized Proven<Optional<Bytes>> state(Bytes key) throws Refused {
    try {
      return stateNow(key);
    } catch (Refused tooOld) {
      // Nodes keep the last states alone: perhaps this client was away for longer than that.
      long unused = follow();
      return stateNow(key);
    }
  }

  private Proven<Optional<Bytes>> stateNow(Bytes key) throws Refused {
    long header = store.chain().height();
    return questions.any(
        LedgerTopics.STATE_PROOF,
        new StateQuestion(key, header),
        StateAnswer::decode,
        (StateAnswer answer) -> {
          requireNone(store.chain().flawIn(key, answer, header));
          return proven(answer.value(), header);
        });
  }

  private static void requireNone(Optional<String> flaw) throws Untrue {
    if (flaw.isPresent()) {
      throw new Untrue(flaw.get());
    }
  }

  private <T> Proven<T> proven(T value, long header) {
    return new Proven<>(value, header, store.chain().at(header).orElseThrow().timestampMs());
  }

  /**
   * An entry of the state, or that there is none.
   *
   * @throws Refused if no node gives a proof that holds, or the chain's own value is unreadable
   */
  public <T> Proven<Optional<T>> entry(StateEntry<T> entry) throws Refused {
    Proven<Optional<Bytes>> value = state(entry.key());
    try {
      return value.map(each -> each.map(entry::read));
    } catch (MalformedInput e) {
      throw new Refused("the chain's value is of another version: " + e.getMessage());
    }
  }

  /** The points of a participant, 0 for a stranger. */
  public Proven<Long> balance(PublicKey participant) throws Refused {
    return entry(StateEntry.balance(participant)).map(each -> each.orElse(0L));
  }

  /** What a key is registered as, or that it is not. */
  public Proven<Optional<Role>> role(PublicKey participant) throws Refused {
    return entry(StateEntry.role(participant));
  }

  /** What is known of an accepted record, or that there is none of this id. */
  public Proven<Optional<StoredRecord>> record(Hash id) throws Refused {
    return entry(StateEntry.record(id));
  }

  /** What a reader was granted on a record, or that it was granted nothing. */
  public Proven<Optional<Right>> right(Hash record, PublicKey reader) throws Refused {
    return entry(StateEntry.right(record, reader));
  }

  /** Whether the center revoked a key. */
  public Proven<Boolean> isRevoked(PublicKey key) throws Refused {
    return entry(StateEntry.revokedSince(key)).map(Optional::isPresent);
  }

  /**
   * What became of a request: its receipt, which may be a refusal by the contract.
   *
   * @throws Refused if nobody shows it: the request may be unknown, or so new that its receipt's
   *     root is in no header yet
   */
  public synchronized Proven<Receipt> acceptance(RequestId request) throws Refused {
    return ask(request, answer -> executed(request, answer));
  }

  /**
   * The transaction of a request, which stands in the chain; whether it had its effect is more, see
   * {@link #acceptance}.
   *
   * @throws Refused if nobody shows it
   */
  public synchronized Proven<Transaction> existence(RequestId request) throws Refused {
    return ask(request, answer -> ordered(request, answer));
  }

  private <R> R ask(RequestId request, Questions.Taker<TransactionAnswer, R> taker) throws Refused {
    return questions.any(
        LedgerTopics.TRANSACTION_PROOF,
        new TransactionQuestion.ByRequest(request),
        TransactionAnswer::decode,
        taker);
  }

  private Proven<Receipt> executed(RequestId request, TransactionAnswer answer)
      throws Untrue, Refused {
    if (!(answer instanceof TransactionAnswer.Executed executed)) {
      throw new Refused(
          answer instanceof TransactionAnswer.Ordered ? "not executed yet" : "unknown there");
    }
    AcceptanceProof proof = executed.proof();
    requireRequest(request, proof.existence());
    requireHeader(store.chain().rooted(proof.existence().height()));
    requireNone(store.chain().flawIn(proof));
    // A repetition's receipt is a true one, and hides what the request itself gave.
    if (proof.receipt().code() == Outcome.DUPLICATE.code()) {
      throw new Refused("shows a repetition only");
    }
    return proven(proof.receipt(), store.chain().rooted(proof.existence().height()));
  }

  private Proven<Transaction> ordered(RequestId request, TransactionAnswer answer)
      throws Untrue, Refused {
    ExistenceProof proof =
        switch (answer) {
          case TransactionAnswer.Unknown unknown -> throw new Refused("unknown there");
          case TransactionAnswer.Ordered ordered -> ordered.proof();
          case TransactionAnswer.Executed executed -> executed.proof().existence();
        };
    requireRequest(request, proof);
    requireHeader(proof.height());
    requireNone(store.chain().flawIn(proof));
    return proven(proof.transaction(), proof.height());
  }

  private static void requireRequest(RequestId request, ExistenceProof proof) throws Untrue {
    if (!proof.transaction().request().equals(request)) {
      throw new Untrue("another request's proof");
    }
  }

  /** The node may be ahead of this client; that alone is no lie. */
  private void requireHeader(long height) throws Refused {
    if (store.chain().at(height).isEmpty()) {
      long unused = follow();
    }
    if (store.chain().at(height).isEmpty()) {
      throw new Refused("no node shows a certified header of height " + height);
    }
  }
}
