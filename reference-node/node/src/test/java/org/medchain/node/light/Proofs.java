package org.medchain.node.light;

import org.medchain.application.AcceptanceProof;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.RequestId;
import org.medchain.node.ledger.LedgerTopics;
import org.medchain.node.ledger.StateAnswer;
import org.medchain.node.ledger.StateQuestion;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.ledger.TestNode;
import org.medchain.node.ledger.TransactionAnswer;
import org.medchain.node.ledger.TransactionQuestion;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;
import org.medchain.node.transport.Service;
import org.medchain.node.transport.Topic;

/** What an honest node shows. */
final class Proofs {
  private Proofs() {}

  static AcceptanceProof of(TestNode node, RequestId request) {
    TransactionQuestion question = new TransactionQuestion.ByRequest(request);
    Bytes answer = ask(node, LedgerTopics.TRANSACTION_PROOF, question);
    return ((TransactionAnswer.Executed) Decoder.decode(answer, TransactionAnswer::decode)).proof();
  }

  static StateAnswer state(TestNode node, Bytes key, long header) {
    Bytes answer = ask(node, LedgerTopics.STATE_PROOF, new StateQuestion(key, header));
    return Decoder.decode(answer, StateAnswer::decode);
  }

  private static Bytes ask(TestNode node, Topic topic, Encodable question) {
    try {
      for (Service service : node.services().all()) {
        if (service.topic().equals(topic)) {
          return service.answer(
              TestLedger.peer(node.keys().publicKey(), PeerRole.FOLLOWING_NODE),
              question.encoded());
        }
      }
    } catch (Refused e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("no such service");
  }
}
