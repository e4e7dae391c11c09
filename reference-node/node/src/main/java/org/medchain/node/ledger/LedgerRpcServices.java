package org.medchain.node.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.medchain.application.ExistenceProof;
import org.medchain.application.Location;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Block;
import org.medchain.data.Header;
import org.medchain.node.admission.CallKind;
import org.medchain.node.ledger.TransactionProofRequest.ByRequestId;
import org.medchain.node.ledger.TransactionProofRequest.ByTransactionId;
import org.medchain.node.ledger.TransactionProofResponse.ExecutedTransaction;
import org.medchain.node.ledger.TransactionProofResponse.OrderedTransaction;
import org.medchain.node.ledger.TransactionProofResponse.UnknownTransaction;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;

/**
 * A node's replies about its ledger: each reply is bounded, for every query.
 *
 * @param ledger that is replied from
 * @param locations of its transactions
 * @param members that decided each height, as this node knows them now
 */
public record LedgerRpcServices(
    LedgerView ledger, LocationIndex locations, Supplier<MembershipHistory> members) {
  /** A reply with blocks ends with the one that exceeds this number of bytes. */
  public static final int MAX_RESPONSE_BYTES = 1 << 20;

  /** All of them, to be registered with the transport. */
  public List<RpcService> all() {
    return List.of(
        CallKind.HEADERS.service(HeightRange.class, this::headers),
        CallKind.BLOCKS.service(HeightRange.class, this::blocks),
        CallKind.EPOCHS.service(EpochProofsRequest.class, this::epochs),
        CallKind.STATE_PROOF.service(StateProofRequest.class, this::state),
        CallKind.TRANSACTION_PROOF.service(TransactionProofRequest.class, this::transaction));
  }

  private HeadersResponse headers(Peer asker, HeightRange range) {
    long height = ledger.height();
    List<Header> headers =
        LongStream.rangeClosed(range.first(), height)
            .limit(Math.min(range.count(), HeadersResponse.MAX_HEADERS))
            .mapToObj(ledger::header)
            .takeWhile(Optional::isPresent)
            .map(Optional::get)
            .toList();
    Optional<CertifiedBlock> last =
        headers.isEmpty() ? Optional.empty() : ledger.blockAt(headers.getLast().height());
    return new HeadersResponse(height, headers, last.map(CertifiedBlock::certificate));
  }

  private CertifiedBlocksResponse blocks(Peer asker, HeightRange range) {
    List<CertifiedBlock> decisions = new ArrayList<>();
    long height = ledger.height();
    int bytes = 0;
    for (long at = range.first();
        at <= height && decisions.size() < range.count() && bytes < MAX_RESPONSE_BYTES;
        at++) {
      Optional<CertifiedBlock> decision = ledger.blockAt(at);
      if (decision.isEmpty()) {
        break;
      }
      decisions.add(decision.get());
      bytes += decision.get().encoded().size();
    }
    return new CertifiedBlocksResponse(height, decisions);
  }

  private EpochProofsResponse epochs(Peer asker, EpochProofsRequest question) {
    MembershipHistory known = members.get();
    return new EpochProofsResponse(
        IntStream.range(question.knownEpochs(), known.current())
            .limit(EpochProofsResponse.MAX_PROOFS)
            .mapToObj(known::proof)
            .toList());
  }

  private StateProofResponse state(Peer asker, StateProofRequest question) throws RefusedException {
    long height = Math.max(0, question.header() - ledger.genesis().terms().window());
    WorldState state =
        ledger
            .stateAt(height)
            .orElseThrow(
                () ->
                    new RefusedException(
                        "the state of height " + height + " is not kept here, or not yet"));
    LedgerReadAccess timeless = LedgerReadAccess.of(asker, state);
    LedgerReadAccess access =
        ledger.header(height).map(each -> timeless.at(each.timestampMs())).orElse(timeless);
    if (!access.shows(question.key())) {
      throw new RefusedException("that entry of the state is not shown to " + asker.key().brief());
    }
    return new StateProofResponse(
        state.tree().get(question.key()), state.tree().proof(question.key()));
  }

  /** Proves transactions and receipts (APP-4, APP-5). */
  private TransactionProofResponse transaction(Peer asker, TransactionProofRequest question)
      throws RefusedException {
    Optional<Location> place =
        switch (question) {
          case ByRequestId by -> locations.locateRequest(by.request());
          case ByTransactionId by -> locations.locateTransaction(by.id());
        };
    Optional<Block> block =
        place
            .flatMap(each -> ledger.blockAt(each.height()))
            .map(CertifiedBlock::block)
            .filter(each -> place.get().index() < each.transactions().size());
    // One that is not shown is like an unknown one, before a proof is made: nobody learns whether
    // it exists (LIGHT-8).
    if (block.isEmpty()
        || !LedgerReadAccess.of(asker, ledger.currentState())
            .showsTransaction(block.get().transactions().get(place.get().index()))) {
      return new UnknownTransaction();
    }
    ExistenceProof existence = LedgerView.existence(block.get(), place.get().index());
    return ledger
        .acceptance(existence)
        .<TransactionProofResponse>map(ExecutedTransaction::new)
        .orElseGet(() -> new OrderedTransaction(existence));
  }
}
