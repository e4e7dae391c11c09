package org.medchain.baseline.postgres;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;
import java.util.function.Function;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordVersion;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.MalformedInput;

/**
 * What an operator can give a third party: a record and its versions, signed. It proves that the
 * operator says so, no more: one that lies signs a lie.
 *
 * @param versions the oldest first
 */
record SignedExport(List<RecordVersion> versions, Bytes signature) {
  private static final String ALGORITHM = "Ed25519";

  /** At least. */
  private static final int VERSION_BYTES = 9;

  static KeyPair newKey() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  static ThirdPartyProof of(RecordEntry record, List<RecordVersion> versions, KeyPair operator) {
    Bytes signature = sign(statement(record, versions), operator);
    return new ThirdPartyProof(record, write(versions).bytes(signature).toBytes());
  }

  /** Whether the operator said this, and the record's content is the last version's. */
  static boolean accepts(ThirdPartyProof proof, PublicKey operator) {
    SignedExport nothing = new SignedExport(List.of(), Bytes.EMPTY);
    SignedExport export =
        decoded(proof.evidence(), in -> new SignedExport(read(in), in.bytes()), nothing);
    List<RecordVersion> versions = export.versions();
    return !versions.isEmpty()
        && versions.getLast().content().equals(proof.record().content())
        && accepts(statement(proof.record(), versions), export.signature(), operator);
  }

  /** What a third party was given may be anything. */
  static <T> T decoded(Bytes evidence, Function<Decoder, T> reader, T otherwise) {
    try {
      return Decoder.decode(evidence, reader);
    } catch (MalformedInput e) {
      return otherwise;
    }
  }

  static Bytes sign(Bytes statement, KeyPair key) {
    try {
      Signature signing = Signature.getInstance(ALGORITHM);
      signing.initSign(key.getPrivate());
      signing.update(statement.toArray());
      return Bytes.of(signing.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key of its own algorithm signs", e);
    }
  }

  static boolean accepts(Bytes statement, Bytes signature, PublicKey key) {
    try {
      Signature checking = Signature.getInstance(ALGORITHM);
      checking.initVerify(key);
      checking.update(statement.toArray());
      return checking.verify(signature.toArray());
    } catch (GeneralSecurityException e) {
      return false; // It is no signature at all.
    }
  }

  /** A record's fields, each with its length. */
  static Bytes fields(RecordEntry record) {
    Encoder out = new Encoder().text(record.id()).text(record.patient()).text(record.author());
    out.text(record.type()).text(record.description()).int64(record.timestampMs());
    return out.bytes(record.content()).toBytes();
  }

  private static Bytes statement(RecordEntry record, List<RecordVersion> versions) {
    return write(versions).raw(fields(record)).toBytes();
  }

  private static Encoder write(List<RecordVersion> versions) {
    Encoder out = new Encoder().count(versions.size());
    versions.forEach(each -> out.int64(each.sinceMs()).bytes(each.content()));
    return out;
  }

  private static List<RecordVersion> read(Decoder in) {
    return in.list(VERSION_BYTES, each -> new RecordVersion(each.int64(), each.bytes()));
  }
}
