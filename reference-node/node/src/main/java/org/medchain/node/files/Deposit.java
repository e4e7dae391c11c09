package org.medchain.node.files;

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
 * A manifest with its owner's signature: that the owner wants the file held (FILE-7). It goes from
 * holder to holder with the file.
 *
 * @param file the manifest
 * @param record the record to which the file belongs, if the owner said so: with it the ledger's
 *     holdings are found
 * @param signature the owner's
 */
public record Deposit(StoredFile file, Optional<Hash> record, Signature signature)
    implements Encodable {
  /** Signed by the owner. */
  public static Deposit sign(StoredFile file, Optional<Hash> record, KeyPair owner) {
    Bytes message = message(file, record);
    return new Deposit(file, record, new Ed25519().sign(owner.secretKey(), message));
  }

  /** Whether the owner that the manifest names signed it. */
  public boolean isSigned() {
    return new Ed25519().verify(file.owner(), message(file, record), signature);
  }

  /** The file's name. */
  public Hash id() {
    return file.id();
  }

  private static Bytes message(StoredFile file, Optional<Hash> record) {
    Encoder out = new Encoder().text("medchain/deposit/1").value(file);
    return out.hash(record.orElse(Hash.ZERO)).toBytes();
  }

  /** Reads what {@link #encode} wrote. */
  public static Deposit decode(Decoder in) {
    StoredFile file = StoredFile.decode(in);
    Optional<Hash> record = Optional.of(in.hash()).filter(hash -> !hash.equals(Hash.ZERO));
    return new Deposit(file, record, Signature.decode(in));
  }

  @Override
  public void encode(Encoder out) {
    out.value(file).hash(record.orElse(Hash.ZERO)).value(signature);
  }
}
