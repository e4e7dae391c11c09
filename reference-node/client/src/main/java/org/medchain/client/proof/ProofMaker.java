package org.medchain.client.proof;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.medchain.application.AcceptanceProof;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.identity.KeptRecord.FileState;
import org.medchain.client.session.ParticipantSession;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.RequestId;
import org.medchain.node.center.SignedGenesis;
import org.medchain.node.ledger.HeadersResponse;
import org.medchain.node.transport.RefusedException;

/**
 * Collects what a {@link RecordProof} needs; everything in it was checked by the light client. *
 *
 * @param session of the identity whose records they are
 */
public record ProofMaker(ParticipantSession session) {

  /**
   * The proof of a record that this identity uploaded.
   *
   * @throws RefusedException if it did not, or no node proves it
   */
  public RecordProof of(Hash record) throws IOException, RefusedException, InterruptedException {
    SignedGenesis genesis =
        session
            .network()
            .signedGenesis()
            .orElseThrow(
                () -> new RefusedException("this cluster has no genesis that its center signed"));
    KeptRecord kept = upload(record);
    // The record names the key that signed its upload, which another may have replaced (CON-32).
    RequestId upload = new RequestId(kept.record().patient(), kept.request());
    session.settle();
    AcceptanceProof acceptance = session.light().acceptanceProof(upload).value();
    if (!acceptance.receipt().succeeded()) {
      throw new RefusedException(
          "the upload was refused: " + ParticipantSession.reason(acceptance.receipt()));
    }
    HeadersResponse headers =
        session
            .light()
            .certified(acceptance.existence().height(), 1 + session.genesis().terms().window());
    Certificate certificate = headers.certificate().orElseThrow();
    return new RecordProof(
        genesis, epochs(certificate), headers.headers(), certificate, acceptance);
  }

  private KeptRecord upload(Hash record) throws IOException, RefusedException {
    KeptRecord kept =
        session
            .folder()
            .kept(record)
            .orElseThrow(
                () ->
                    new RefusedException(
                        session.card().name()
                            + " uploaded no record "
                            + record.toHex()
                            + " from here"));
    if (kept.request() == 0) {
      throw new RefusedException(
          kept.file() == FileState.UNFINISHED
              ? "the record's upload was not ordered yet; 'upload' continues it"
              : "the number of its upload is lost with the key that ordered it");
    }
    return kept;
  }

  /** How the members changed up to those who made the certificate. */
  private List<Bytes> epochs(Certificate certificate) {
    MembershipHistory members = session.light().chain().members();
    int last = (int) certificate.epoch();
    return IntStream.range(0, last).mapToObj(members::proof).toList();
  }
}
