package org.medchain.contract;

import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.InclusionProof;
import org.medchain.data.PublicKey;

/** The operations about who stores what, and whether it still does (paper §3.2.4; GAME-4). */
public sealed interface StorageOperation extends Operation {
  /**
   * A patient entrusts the encrypted file of a record to a hospital (GAME-4).
   *
   * @param record its id
   * @param holder the hospital
   * @param root Merkle root over the file's chunks
   * @param chunks their number, 1 to {@link Chunk#MAX_COUNT}
   */
  record Entrust(Hash record, PublicKey holder, Hash root, int chunks) implements StorageOperation {
    /** Checks the number of chunks. */
    public Entrust {
      if (chunks < 1 || chunks > Chunk.MAX_COUNT) {
        throw new IllegalArgumentException(
            "a file has 1 to " + Chunk.MAX_COUNT + " chunks, not " + chunks);
      }
    }

    static Entrust decode(Decoder in) {
      return new Entrust(in.hash(), PublicKey.decode(in), in.hash(), in.int32());
    }

    @Override
    public OperationKind kind() {
      return OperationKind.ENTRUST;
    }

    @Override
    public void encode(Encoder out) {
      out.hash(record).value(holder).hash(root).int32(chunks);
    }
  }

  /**
   * A hospital accepts what was entrusted to it (GAME-4).
   *
   * @param record id of the record
   */
  record Hold(Hash record) implements StorageOperation {
    static Hold decode(Decoder in) {
      return new Hold(in.hash());
    }

    @Override
    public OperationKind kind() {
      return OperationKind.HOLD;
    }

    @Override
    public void encode(Encoder out) {
      out.hash(record);
    }
  }

  /**
   * A holder answers the open challenge (GAME-4).
   *
   * @param record id of the record
   * @param chunk that the challenge asks for
   * @param proof that it is in the file
   */
  record Prove(Hash record, Chunk chunk, InclusionProof proof) implements StorageOperation {
    static Prove decode(Decoder in) {
      return new Prove(in.hash(), Chunk.decode(in), InclusionProof.decode(in));
    }

    @Override
    public OperationKind kind() {
      return OperationKind.PROVE;
    }

    @Override
    public void encode(Encoder out) {
      out.hash(record).value(chunk).value(proof);
    }
  }

  /**
   * Anybody has the challenges counted that a holder did not answer (GAME-4).
   *
   * @param record id of the record
   * @param holder the hospital
   */
  record ClaimMissed(Hash record, PublicKey holder) implements StorageOperation {
    static ClaimMissed decode(Decoder in) {
      return new ClaimMissed(in.hash(), PublicKey.decode(in));
    }

    @Override
    public OperationKind kind() {
      return OperationKind.CLAIM_MISSED;
    }

    @Override
    public void encode(Encoder out) {
      out.hash(record).value(holder);
    }
  }

  /**
   * Patient or holder ends a holding (GAME-4).
   *
   * @param record id of the record
   * @param holder the hospital
   */
  record Release(Hash record, PublicKey holder) implements StorageOperation {
    static Release decode(Decoder in) {
      return new Release(in.hash(), PublicKey.decode(in));
    }

    @Override
    public OperationKind kind() {
      return OperationKind.RELEASE;
    }

    @Override
    public void encode(Encoder out) {
      out.hash(record).value(holder);
    }
  }
}
