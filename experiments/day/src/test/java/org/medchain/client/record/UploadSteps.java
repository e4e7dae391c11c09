package org.medchain.client.record;

import java.nio.file.Path;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.session.ParticipantSession;
import org.medchain.cluster.participant.NetworkFiles;
import org.medchain.cluster.participant.VisitFile;
import org.medchain.data.PublicKey;

/** An upload that ends early, as if the command had been killed. */
public final class UploadSteps {
  /** How many moments there are. */
  public static final int COUNT = 3;

  private UploadSteps() {}

  /**
   * Does the first steps of an upload.
   *
   * @param steps 1: the file is sealed; 2: and the record is on the chain, which nobody wrote down;
   *     3: and it was written down, and the file is with nobody
   * @return the record's id
   */
  public static String interruptedAfter(
      int steps, ParticipantFolder folder, Path visitFile, PublicKey doctor, Path plain)
      throws Exception {
    DescribedVisit visit = VisitFile.read(visitFile);
    try (ParticipantSession session = NetworkFiles.session(folder, new char[0])) {
      RecordUpload upload = new RecordUpload(session);
      KeptRecord sealed = upload.seal(visit, doctor, plain);
      if (steps > 1) {
        KeptRecord unused = upload.order(sealed);
      }
      if (steps == 2) {
        folder.write(sealed);
      }
      return sealed.id().toHex();
    }
  }
}
