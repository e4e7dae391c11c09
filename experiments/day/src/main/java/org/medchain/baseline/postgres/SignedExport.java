package org.medchain.baseline.postgres;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordProof;
import org.medchain.baseline.RecordVersion;
import org.medchain.data.Bytes;

/**
 * What an operator can give a third party: a record and its versions, signed. It proves that the
 * operator says so, no more: one that lies signs a lie.
 *
 * @param versions the oldest first
 */
record SignedExport(List<RecordVersion> versions, Bytes signature) {
  private static final String ALGORITHM = "Ed25519";

  static KeyPair newKey() {
    try {
      return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has Ed25519", e);
    }
  }

  static RecordProof of(RecordEntry record, List<RecordVersion> versions, KeyPair operator)
      throws IOException {
    Bytes signature = sign(statement(record, versions), operator);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    write(versions, out);
    out.write(signature.toArray());
    return new RecordProof(record, Bytes.of(bytes.toByteArray()));
  }

  /** Whether the operator said this, and the record's content is the last version's. */
  static boolean accepts(RecordProof proof, PublicKey operator) throws IOException {
    if (proof.evidence().size() == 0) {
      return false;
    }
    SignedExport export = read(proof.evidence());
    List<RecordVersion> versions = export.versions();
    return !versions.isEmpty()
        && versions.getLast().content().equals(proof.record().content())
        && accepts(statement(proof.record(), versions), export.signature(), operator);
  }

  static Bytes sign(byte[] statement, KeyPair key) {
    try {
      Signature signing = Signature.getInstance(ALGORITHM);
      signing.initSign(key.getPrivate());
      signing.update(statement);
      return Bytes.of(signing.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key of its own algorithm signs", e);
    }
  }

  static boolean accepts(byte[] statement, Bytes signature, PublicKey key) {
    try {
      Signature checking = Signature.getInstance(ALGORITHM);
      checking.initVerify(key);
      checking.update(statement);
      return checking.verify(signature.toArray());
    } catch (GeneralSecurityException e) {
      return false; // It is no signature at all.
    }
  }

  /** A record's fields, each with its length. */
  static byte[] fields(RecordEntry record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (String each :
        List.of(
            record.id(), record.patient(), record.author(), record.type(), record.description())) {
      write(Bytes.utf8(each), out);
    }
    out.writeLong(record.timestampMs());
    write(record.content(), out);
    return bytes.toByteArray();
  }

  private static byte[] statement(RecordEntry record, List<RecordVersion> versions)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(fields(record));
    write(versions, out);
    return bytes.toByteArray();
  }

  private static void write(List<RecordVersion> versions, DataOutputStream out) throws IOException {
    out.writeInt(versions.size());
    for (RecordVersion each : versions) {
      out.writeLong(each.sinceMs());
      write(each.content(), out);
    }
  }

  private static void write(Bytes bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.size());
    out.write(bytes.toArray());
  }

  private static SignedExport read(Bytes evidence) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(evidence.toArray()));
    List<RecordVersion> versions = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      long sinceMs = in.readLong();
      versions.add(new RecordVersion(sinceMs, Bytes.of(in.readNBytes(in.readInt()))));
    }
    return new SignedExport(versions, Bytes.of(in.readAllBytes()));
  }
}
