package org.medchain.claims.copies;

import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;

/** Each bit of uploads changed, at the check that every node makes (tampered-record-returned). */
final class TamperedRecordChecks {
  private static final String UPLOADS = "altered_everywhere";

  /** What the check says of changed uploads. */
  private record CheckCounts(long accepted, long rejected, long malformed) {
    CheckCounts plus(CheckCounts other) {
      return new CheckCounts(
          accepted + other.accepted, rejected + other.rejected, malformed + other.malformed);
    }

    long all() {
      return accepted + rejected + malformed;
    }
  }

  private TamperedRecordChecks() {}

  static void run(ClaimRun run) throws Exception {
    CertifiedChain chain = new CertifiedChain(run.seed());
    KeyPair patient = chain.holder(Role.PATIENT);
    Authenticator authenticator =
        new Authenticator(
            chain.genesis().chain(), chain.scheme(), new MessageRegistry(PbftMessages.all()));
    try (RawTable raw =
        run.raw("tampered-record-checks", "upload, bits, accepted, rejected, malformed")) {
      for (int i = 1; i <= run.count(UPLOADS); i++) {
        UploadRecord upload = new UploadRecord(chain.record(patient, i));
        Bytes encoded = Request.envelope(chain.order(patient, upload)).encoded();
        CheckCounts own = new CheckCounts(0, 0, 0);
        for (int bit = 0; bit < 8 * encoded.size(); bit++) {
          own = own.plus(checked(authenticator, BitFlips.flip(encoded, bit)));
        }
        raw.row(i, own.all(), own.accepted(), own.rejected(), own.malformed());
        run.progress("changed uploads: " + i + " of " + run.count(UPLOADS));
      }
    }
  }

  private static CheckCounts checked(Authenticator authenticator, Bytes altered) {
    Envelope envelope;
    try {
      envelope = Envelope.CODEC.decoded(altered);
    } catch (MalformedInput e) {
      return new CheckCounts(0, 0, 1);
    }
    return switch (authenticator.authenticate(envelope)) {
      case AuthenticationResult.Verified verified -> new CheckCounts(1, 0, 0);
      case AuthenticationResult.Rejected rejected -> new CheckCounts(0, 1, 0);
    };
  }
}
