package org.medchain.node.files.piece;

import java.util.Optional;
import org.medchain.contract.storageproof.Chunk;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord.MetadataBlock;
import org.medchain.data.PublicKey;

/**
 * The manifest of an encrypted file: the pieces to fetch, and their hashes (STO-6, FILE-3; decision
 * 0155). Its own hash is the file's name.
 *
 * <p>The Merkle tree is the one over which holders answer the ledger's audits, with a leaf for each
 * {@link Chunk} of 1 KiB (GAME-4); over connections go pieces, which are whole subtrees of it.
 *
 * @param owner of the file
 * @param pieceSize bytes of each piece but the last: a power of two, 1 KiB to 1 MiB
 * @param length of the encrypted file in bytes, 1 to 64 GiB, at most {@link #MAX_PIECES} pieces
 * @param root Merkle root over its chunks
 * @param content SHA-256 of the encrypted file, as in a record (decision 0001)
 */
public record FileManifest(PublicKey owner, int pieceSize, long length, Hash root, Hash content)
    implements Encodable {
  /** Version, owner, log2 of the size of a piece, length, root and content. */
  public static final Codec<FileManifest> CODEC =
      Codec.fixed(1 + PublicKey.SIZE + 1 + 8 + 2 * Hash.SIZE, Encoder::value, FileManifest::decode);

  /** Default bytes of a piece. */
  public static final int DEFAULT_PIECE_SIZE = 1 << 18;

  /** The largest piece in bytes; it has to fit into a frame. */
  public static final int MAX_PIECE_SIZE = 1 << 20;

  /** The most pieces; 64 GiB in pieces of the default size. */
  public static final int MAX_PIECES = 1 << 18;

  private static final long BLOCK = 4096;
  private static final int VERSION = 1;
  private static final String SCHEME = "medchain:";
  private static final long MAX_LENGTH = (long) Chunk.MAX_COUNT * Chunk.MAX_SIZE;

  public FileManifest {
    checkPieceSize(pieceSize);
    if (length < 1 || length > Math.min(MAX_LENGTH, (long) MAX_PIECES * pieceSize)) {
      throw new IllegalArgumentException(
          "a stored file has 1 byte to 64 GiB and at most %s pieces, not %s bytes in pieces of %s"
              .formatted(MAX_PIECES, length, pieceSize));
    }
  }

  public static void checkPieceSize(int size) {
    if (size < Chunk.MAX_SIZE || size > MAX_PIECE_SIZE || Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException(
          "a piece has a power of two from %s to %s bytes, not %s"
              .formatted(Chunk.MAX_SIZE, MAX_PIECE_SIZE, size));
    }
  }

  /** The file's name: the hash of this manifest. */
  public Hash id() {
    return Hash.of(encoded());
  }

  /** Number of pieces. */
  public int pieceCount() {
    return (int) ((length + pieceSize - 1) / pieceSize);
  }

  /** Number of the ledger's chunks, as in {@code ENTRUST}. */
  public int chunkCount() {
    return (int) ((length + Chunk.MAX_SIZE - 1) / Chunk.MAX_SIZE);
  }

  /**
   * Bytes that it takes on a holder's disk, in blocks of 4 KiB: quotas count these, so that many
   * small files or pieces are not free.
   */
  public long diskBytes() {
    long perPiece = (Math.min(pieceSize, length) + BLOCK - 1) / BLOCK * BLOCK;
    return pieceCount() * perPiece + 2 * BLOCK;
  }

  /** Bytes of the piece at {@code index}. */
  public int pieceLength(int index) {
    return (int) Math.min(pieceSize, length - (long) index * pieceSize);
  }

  /** The metadata block of the record with this file's location (DATA-5). */
  public MetadataBlock metadata(PublicKey doctor) {
    return new MetadataBlock(doctor, SCHEME + id().toHex(), content);
  }

  /** The file's name in a record's path; empty for a path elsewhere. */
  public static Optional<Hash> idInPath(String path) {
    if (!path.matches(SCHEME + "[0-9a-f]{64}")) {
      return Optional.empty();
    }
    return Optional.of(Hash.fromHex(path.substring(SCHEME.length())));
  }

  /** Reads what {@link #encode} wrote. */
  public static FileManifest decode(Decoder in) {
    int version = in.uint8();
    if (version != VERSION) {
      throw in.malformed("a manifest of version " + version + ", known is " + VERSION);
    }
    PublicKey owner = PublicKey.decode(in);
    int pieceBits = in.uint8();
    if (pieceBits > 30) {
      throw in.malformed("pieces of 2^" + pieceBits + " bytes");
    }
    return new FileManifest(owner, 1 << pieceBits, in.int64(), in.hash(), in.hash());
  }

  @Override
  public void encode(Encoder out) {
    out.uint8(VERSION).value(owner).uint8(Integer.numberOfTrailingZeros(pieceSize));
    out.int64(length).hash(root).hash(content);
  }
}
