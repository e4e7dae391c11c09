package org.medchain.data;

/**
 * A patient's healthcare record as it is stored on the chain (paper §3.1, Figure 2): its patient, a
 * metadata block with the data's location, and a digest block with its description (DATA-5).
 *
 * <p>It holds no signature. The patient signs the {@link Transaction} that carries it, and that
 * signature covers every byte of the record (DATA-4; decision 0001).
 *
 * @param patient PatientPK, the owner of the data
 * @param metadata location and hash of the data
 * @param digest description of the data
 */
public record MedicalRecord(PublicKey patient, MetadataBlock metadata, DigestBlock digest)
    implements Encodable {
  /** Longest path to a file, in bytes of UTF-8. */
  public static final int MAX_PATH_SIZE = 1024;

  /** Longest description, in bytes of UTF-8. */
  public static final int MAX_DESCRIPTION_SIZE = 4096;

  /** Longest type, in bytes of UTF-8. */
  public static final int MAX_TYPE_SIZE = 128;

  /** Refuses a record whose blocks name two doctors (DATA-6). */
  public MedicalRecord {
    Argument.refuseIf(
        !metadata.doctor().equals(digest.doctor()), "metadata and digest name different doctors");
  }

  /**
   * The data's location: off the chain, in the distributed database.
   *
   * @param doctor DoctorPk, the data's author
   * @param path PathToFile
   * @param hash SHA-256 of the file
   */
  public record MetadataBlock(PublicKey doctor, String path, Hash hash) implements Encodable {
    public MetadataBlock {
      checkText("path", path, 1, MAX_PATH_SIZE);
    }
  }

  /**
   * The data's description: in public words, or sealed (PRIV-6).
   *
   * @param timestampMs when the data was made, milliseconds of Unix time; before 1970 less than 0
   * @param doctor DoctorPk, the same as in the metadata block
   * @param description DataDescription
   * @param type DataType
   */
  public record DigestBlock(long timestampMs, PublicKey doctor, String description, String type)
      implements Encodable {
    /** Checks the texts; the time is the signer's claim (VER-1). */
    public DigestBlock {
      checkDescription(description);
      checkType(type);
    }
  }

  /** Refuses a description that is too long. */
  public static void checkDescription(String description) {
    checkText("description", description, 0, MAX_DESCRIPTION_SIZE);
  }

  /** Refuses an empty type, and one that is too long. */
  public static void checkType(String type) {
    checkText("type", type, 1, MAX_TYPE_SIZE);
  }

  private static void checkText(String name, String text, int least, int most) {
    int size = Bytes.utf8(text).size();
    Argument.refuseOutside(least, most, size, "a record's " + name + " has %s to %s bytes, not %s");
  }

  /** The record's name: the hash of its encoding. */
  public Hash id() {
    return Hash.of(encoded());
  }
}
