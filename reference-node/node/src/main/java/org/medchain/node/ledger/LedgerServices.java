package org.medchain.node.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.medchain.consensus.pbft.MemberHistory;
import org.medchain.contract.ChainState;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Header;
import org.medchain.data.MalformedInput;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;
import org.medchain.node.transport.Service;
import org.medchain.node.transport.Topic;

/** What a node answers about its ledger: each answer is bounded, whatever is asked. */
public final class LedgerServices {
  /** An answer with blocks ends with the one that goes past so many bytes. */
  public static final int ANSWER_BYTES = 1 << 20;

  private final LedgerView ledger;
  private final Supplier<MemberHistory> members;
  private final TransactionProofs transactions;

  /**
   * Services over one ledger.
   *
   * @param members who decided which heights, as this node knows it by now
   */
  public LedgerServices(LedgerView ledger, Locations locations, Supplier<MemberHistory> members) {
    this.ledger = ledger;
    this.members = members;
    this.transactions = new TransactionProofs(ledger, locations);
  }

  /** All of them, to be registered with the transport. */
  public List<Service> all() {
    return List.of(
        service(LedgerTopics.HEADERS, LedgerTopics.ALL, Range::decode, this::headers),
        service(LedgerTopics.DECISIONS, LedgerTopics.KEEPERS, Range::decode, this::decisions),
        service(LedgerTopics.EPOCHS, LedgerTopics.ALL, EpochQuestion::decode, this::epochs),
        service(LedgerTopics.STATE_PROOF, LedgerTopics.ALL, StateQuestion::decode, this::state),
        service(
            LedgerTopics.TRANSACTION_PROOF,
            LedgerTopics.ALL,
            TransactionQuestion::decode,
            transactions::answer));
  }

  /**
   * How a question that was read is answered.
   *
   * @param <Q> the question
   */
  public interface Answerer<Q> {
    /** Answers, or refuses with the reason. */
    Encodable answer(Peer asker, Q question) throws Refused;
  }

  private record Answering<Q>(
      Topic topic, Set<PeerRole> askers, Function<Decoder, Q> reader, Answerer<Q> answerer)
      implements Service {
    @Override
    public Bytes answer(Peer asker, Bytes question) throws Refused {
      Q read;
      try {
        read = Decoder.decode(question, reader);
      } catch (MalformedInput e) {
        throw new Refused(topic.name() + ": " + e.getMessage());
      }
      return answerer.answer(asker, read).encoded();
    }
  }

  /**
   * A service that reads its questions with {@code reader}, and refuses those that are malformed.
   */
  public static <Q> Service service(
      Topic topic, Set<PeerRole> askers, Function<Decoder, Q> reader, Answerer<Q> answerer) {
    return new Answering<>(topic, askers, reader, answerer);
  }

  private HeaderAnswer headers(Peer asker, Range range) {
    List<Header> headers = new ArrayList<>();
    long height = ledger.height();
    int most = Math.min(range.count(), HeaderAnswer.MOST);
    for (long at = range.first(); at <= height && headers.size() < most; at++) {
      Optional<Header> header = ledger.header(at);
      if (header.isEmpty()) {
        break;
      }
      headers.add(header.get());
    }
    return headers.isEmpty()
        ? new HeaderAnswer(height, List.of(), Optional.empty())
        : certified(height, headers);
  }

  private HeaderAnswer certified(long height, List<Header> headers) {
    long last = headers.get(headers.size() - 1).height();
    return new HeaderAnswer(height, headers, ledger.at(last).map(Decision::certificate));
  }

  private DecisionAnswer decisions(Peer asker, Range range) {
    List<Decision> decisions = new ArrayList<>();
    long height = ledger.height();
    int bytes = 0;
    for (long at = range.first();
        at <= height && decisions.size() < range.count() && bytes < ANSWER_BYTES;
        at++) {
      Optional<Decision> decision = ledger.at(at);
      if (decision.isEmpty()) {
        break;
      }
      decisions.add(decision.get());
      bytes += decision.get().encoded().size();
    }
    return new DecisionAnswer(height, decisions);
  }

  private EpochAnswer epochs(Peer asker, EpochQuestion question) {
    MemberHistory known = members.get();
    List<Bytes> proofs = new ArrayList<>();
    for (int epoch = question.known();
        epoch < known.current() && proofs.size() < EpochAnswer.MOST;
        epoch++) {
      proofs.add(known.proof(epoch));
    }
    return new EpochAnswer(proofs);
  }

  private StateAnswer state(Peer asker, StateQuestion question) throws Refused {
    long height = Math.max(0, question.header() - ledger.genesis().terms().window());
    ChainState state =
        ledger
            .stateAt(height)
            .orElseThrow(
                () ->
                    new Refused("the state of height " + height + " is not kept here, or not yet"));
    if (!Shown.entry(asker, question.key(), state)) {
      throw new Refused("that entry of the state is not shown to " + asker.key().brief());
    }
    return new StateAnswer(state.tree().get(question.key()), state.tree().proof(question.key()));
  }
}
