package org.medchain.baseline.chain;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.medchain.application.RecordVerifier;
import org.medchain.baseline.RecordEntry;
import org.medchain.client.proof.ProofVerifier;
import org.medchain.client.proof.RecordProof;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Ed25519;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.metadata.RecordTexts;
import org.medchain.node.files.sealing.FileCipher;
import org.medchain.node.files.sealing.FileKey;

/**
 * What a third party gets besides a record in clear (PROC-6): the chain's proof of the upload, and
 * what opens the commitments in it.
 *
 * @param proof of the upload, down to the center's key
 * @param key of the file
 * @param texts that the record commits to
 * @param sealed the encrypted file, whose hash is on the chain
 */
record RecordEvidence(RecordProof proof, FileKey key, RecordTexts texts, Bytes sealed) {
  Bytes encoded() {
    return new Encoder()
        .bytes(proof.encoded())
        .raw(key.value())
        .bytes(texts.encoded())
        .bytes(sealed)
        .toBytes();
  }

  static RecordEvidence decode(Bytes evidence) {
    return Decoder.decode(
        evidence,
        in ->
            new RecordEvidence(
                Decoder.decode(in.bytes(), RecordProof.CODEC::decode),
                new FileKey(in.raw(FileKey.SIZE)),
                Decoder.decode(in.bytes(), Codec.of(RecordTexts.class)::decode),
                in.bytes()));
  }

  /** Why it does not prove this record to who knows the center's key; nothing if it does. */
  static Optional<String> flaw(RecordEntry claimed, Bytes evidence, PublicKey center) {
    try {
      RecordEvidence read = decode(evidence);
      return new ProofVerifier(center, new Ed25519())
          .flawIn(read.proof)
          .or(() -> read.otherThan(claimed));
    } catch (MalformedInput | IllegalArgumentException e) {
      return Optional.of("it cannot be read: " + e.getMessage());
    }
  }

  private Optional<String> otherThan(RecordEntry claimed) {
    MedicalRecord record =
        RecordVerifier.record(proof.acceptance().existence().transaction()).orElseThrow();
    boolean words =
        texts.open(record)
            && texts.description().text().equals(claimed.description())
            && texts.type().text().equals(claimed.type())
            && record.digest().timestampMs() == claimed.timestampMs();
    if (!words) {
      return Optional.of("the chain has other words or another date");
    }
    if (!record.metadata().hash().equals(Hash.of(sealed))) {
      return Optional.of("the chain has the hash of another file");
    }
    try {
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      FileCipher.open(new ByteArrayInputStream(sealed.toArray()), key, plain);
      return Bytes.of(plain.toByteArray()).equals(claimed.content())
          ? Optional.empty()
          : Optional.of("the file has another content");
    } catch (IOException e) {
      return Optional.of(e.getMessage());
    }
  }
}
