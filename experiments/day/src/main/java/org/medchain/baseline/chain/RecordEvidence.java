package org.medchain.baseline.chain;

import java.io.IOException;
import java.util.Optional;
import org.medchain.baseline.RecordEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.metadata.RecordTexts;
import org.medchain.node.files.keys.SplitKey.OpenedDeposit;
import org.medchain.node.files.sealing.FileKey;

/**
 * What a third party gets besides a record in clear (PROC-6): the chain's proof of the upload, and
 * what opens the commitments in it.
 *
 * @param proof of the upload; the chain's kind decides its form
 * @param key of the file, 32 bytes
 * @param texts that the record commits to, if it does not have them in clear
 * @param sealed the encrypted file, whose hash is on the chain
 */
record RecordEvidence(Bytes proof, Bytes key, Optional<RecordTexts> texts, Bytes sealed)
    implements Encodable {
  static final Codec<RecordEvidence> CODEC = Codec.of(RecordEvidence.class);

  /**
   * Whether the record that is proved has this content.
   *
   * @throws IllegalArgumentException if the texts are not those that it commits to
   */
  boolean isOf(MedicalRecord proved, RecordEntry claimed) throws IOException {
    FileKey opening = new FileKey(key);
    OpenedDeposit opened = new OpenedDeposit(proved, opening, texts);
    return opened.description().equals(claimed.description())
        && opened.type().equals(claimed.type())
        && proved.digest().timestampMs() == claimed.timestampMs()
        && proved.metadata().hash().equals(Hash.of(sealed))
        && ChainRecords.plain(sealed, opening).equals(claimed.content());
  }
}
