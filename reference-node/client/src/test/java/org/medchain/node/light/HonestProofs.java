package org.medchain.node.light;

import org.medchain.application.AcceptanceProof;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.RequestId;
import org.medchain.node.admission.CallKind;
import org.medchain.node.ledger.StateProofRequest;
import org.medchain.node.ledger.StateProofResponse;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.ledger.TestLedgerNode;
import org.medchain.node.ledger.TransactionProofRequest;
import org.medchain.node.ledger.TransactionProofResponse;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/** The proofs of an honest node. */
final class HonestProofs {
  private HonestProofs() {}

  static AcceptanceProof of(TestLedgerNode node, RequestId request) {
    TransactionProofRequest question = new TransactionProofRequest.ByRequestId(request);
    Bytes answer = ask(node, CallKind.TRANSACTION_PROOF.method(), question);
    return ((TransactionProofResponse.ExecutedTransaction)
            Codec.of(TransactionProofResponse.class).decoded(answer))
        .proof();
  }

  static StateProofResponse state(TestLedgerNode node, Bytes key, long header) {
    Bytes answer = ask(node, CallKind.STATE_PROOF.method(), new StateProofRequest(key, header));
    return Codec.of(StateProofResponse.class).decoded(answer);
  }

  private static Bytes ask(TestLedgerNode node, RpcMethod topic, Encodable question) {
    try {
      for (RpcService service : node.services().all()) {
        if (service.method().equals(topic)) {
          return service.handle(
              TestLedger.peer(node.keys().publicKey(), PeerRole.FOLLOWING_NODE),
              question.encoded());
        }
      }
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("no such service");
  }
}
