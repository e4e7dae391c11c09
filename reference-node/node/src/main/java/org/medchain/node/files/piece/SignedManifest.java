package org.medchain.node.files.piece;

import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Ed25519;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Signature;

/**
 * A manifest with its owner's signature: that the owner asks for the file to be stored (FILE-7). It
 * goes from holder to holder with the file.
 *
 * @param manifest the manifest
 * @param record the record to which the file belongs, if the owner named it: with it the ledger's
 *     holdings are found
 * @param signature the owner's
 */
public record SignedManifest(FileManifest manifest, Optional<Hash> record, Signature signature)
    implements Encodable {
  /** Signed by the owner. */
  public static SignedManifest sign(FileManifest file, Optional<Hash> record, KeyPair owner) {
    Bytes message = signedContent(file, record);
    return new SignedManifest(file, record, new Ed25519().sign(owner.secretKey(), message));
  }

  /** Whether the owner that the manifest names signed it. */
  public boolean hasValidSignature() {
    return new Ed25519().verify(manifest.owner(), signedContent(manifest, record), signature);
  }

  /** The file's name. */
  public Hash id() {
    return manifest.id();
  }

  private static Bytes signedContent(FileManifest file, Optional<Hash> record) {
    Encoder out = new Encoder().text("medchain/deposit/1").value(file);
    return out.hash(record.orElse(Hash.ZERO)).toBytes();
  }

  /** Reads what {@link #encode} wrote. */
  public static SignedManifest decode(Decoder in) {
    FileManifest file = FileManifest.decode(in);
    Optional<Hash> record = Optional.of(in.hash()).filter(hash -> !hash.equals(Hash.ZERO));
    return new SignedManifest(file, record, Signature.decode(in));
  }

  @Override
  public void encode(Encoder out) {
    out.value(manifest).hash(record.orElse(Hash.ZERO)).value(signature);
  }
}
