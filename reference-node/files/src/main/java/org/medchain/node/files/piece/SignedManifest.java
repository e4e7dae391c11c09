package org.medchain.node.files.piece;

import java.util.Optional;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
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
  public static final Codec<SignedManifest> CODEC =
      Codec.of(
          SignedManifest.class,
          FileManifest.CODEC,
          Codec.HASH.map(
              hash -> Optional.of(hash).filter(it -> !it.equals(Hash.ZERO)),
              record -> record.orElse(Hash.ZERO)),
          Signature.CODEC);

  /** Signed by the owner. */
  public static SignedManifest sign(FileManifest file, KeyPair owner) {
    return new SignedManifest(file, Optional.empty(), Signature.NONE).signedBy(owner);
  }

  /** The same of the file of a record. */
  public static SignedManifest sign(FileManifest file, Hash record, KeyPair owner) {
    return new SignedManifest(file, Optional.of(record), Signature.NONE).signedBy(owner);
  }

  private SignedManifest signedBy(KeyPair owner) {
    Signature made = new Ed25519().sign(owner.secretKey(), signedContent());
    return new SignedManifest(manifest, record, made);
  }

  /** Whether the owner that the manifest names signed it. */
  public boolean hasValidSignature() {
    return new Ed25519().verify(manifest.owner(), signedContent(), signature);
  }

  private Bytes signedContent() {
    return new Encoder().text("medchain/deposit/1").raw(Signature.unsigned(this)).toBytes();
  }

  /** The file's name. */
  public Hash id() {
    return manifest.id();
  }
}
