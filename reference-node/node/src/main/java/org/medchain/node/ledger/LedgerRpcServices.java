package org.medchain.node.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.contract.ChainState;
import org.medchain.data.Bytes;
import org.medchain.data.Header;
import org.medchain.node.admission.CallKind;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;

/**
 * A node's replies about its ledger: each reply is bounded, for every query.
 *
 * @param ledger that is replied from
 * @param locations of its transactions
 * @param members who decided which heights, as this node knows it by now
 */
public record LedgerRpcServices(
    LedgerView ledger, LocationIndex locations, Supplier<MembershipHistory> members) {
  /** A reply with blocks ends with the one that exceeds this number of bytes. */
  public static final int MAX_RESPONSE_BYTES = 1 << 20;

  /** All of them, to be registered with the transport. */
  public List<RpcService> all() {
    return List.of(
        RpcService.of(CallKind.HEADERS.method(), HeightRange.CODEC::decode, this::headers),
        RpcService.of(CallKind.BLOCKS.method(), HeightRange.CODEC::decode, this::blocks),
        RpcService.of(CallKind.EPOCHS.method(), EpochProofsRequest.CODEC::decode, this::epochs),
        RpcService.of(CallKind.STATE_PROOF.method(), StateProofRequest.CODEC::decode, this::state),
        RpcService.of(
            CallKind.TRANSACTION_PROOF.method(),
            TransactionProofRequest.CODEC::decode,
            new TransactionProofs(ledger, locations)::prove));
  }

  private HeadersResponse headers(Peer asker, HeightRange range) {
    List<Header> headers = new ArrayList<>();
    long height = ledger.height();
    int most = Math.min(range.count(), HeadersResponse.MAX_HEADERS);
    for (long at = range.first(); at <= height && headers.size() < most; at++) {
      Optional<Header> header = ledger.header(at);
      if (header.isEmpty()) {
        break;
      }
      headers.add(header.get());
    }
    return headers.isEmpty()
        ? new HeadersResponse(height, List.of(), Optional.empty())
        : certified(height, headers);
  }

  private HeadersResponse certified(long height, List<Header> headers) {
    long last = headers.get(headers.size() - 1).height();
    return new HeadersResponse(
        height, headers, ledger.blockAt(last).map(CertifiedBlock::certificate));
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
    List<Bytes> proofs = new ArrayList<>();
    for (int epoch = question.knownEpochs();
        epoch < known.current() && proofs.size() < EpochProofsResponse.MAX_PROOFS;
        epoch++) {
      proofs.add(known.proof(epoch));
    }
    return new EpochProofsResponse(proofs);
  }

  private StateProofResponse state(Peer asker, StateProofRequest question) throws RefusedException {
    long height = Math.max(0, question.header() - ledger.genesis().terms().window());
    ChainState state =
        ledger
            .stateAt(height)
            .orElseThrow(
                () ->
                    new RefusedException(
                        "the state of height " + height + " is not kept here, or not yet"));
    OptionalLong timeMs = ledger.header(height).stream().mapToLong(Header::timestampMs).findFirst();
    if (!LedgerReadAccess.mayReadEntry(asker, question.key(), state, timeMs)) {
      throw new RefusedException("that entry of the state is not shown to " + asker.key().brief());
    }
    return new StateProofResponse(
        state.tree().get(question.key()), state.tree().proof(question.key()));
  }
}
