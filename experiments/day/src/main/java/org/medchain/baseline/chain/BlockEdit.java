package org.medchain.baseline.chain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.baseline.chain.ChainRecords.KeptVersion;
import org.medchain.client.proof.RecordProof;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.data.Transaction;

/**
 * An operator's edit of a stopped node's store, log and blocks, after which every checksum fits
 * again: the layout of segments is public (STO-2).
 */
final class BlockEdit {
  private static final int SEGMENT = 32;
  private static final int HEADER = 45;
  private static final int CHECKSUM = 4;

  private BlockEdit() {}

  /** Others of the same length. */
  static Bytes flipped(Bytes value) {
    byte[] other = value.toArray();
    other[0] ^= 1;
    return Bytes.of(other);
  }

  /** Replaces each occurrence of a part by another of the same length. */
  static Bytes replaced(Bytes all, Bytes part, Bytes other) {
    return Bytes.fromHex(all.toHex().replace(part.toHex(), other.toHex()));
  }

  /** A header with another parent and other requests, and all else the same. */
  static Header over(Header was, Hash previous, Hash root, int count) {
    return RecordCopy.with(
        was, Map.of("previous", previous, "merkleRoot", root, "transactionCount", count));
  }

  /** In a record's block: its file's hash, and what attests it, as far as the attack reaches. */
  static Map<Bytes, Bytes> changes(AttackKind attack, KeptVersion version, ThirdPartyProof before) {
    Map<Bytes, Bytes> changes = new TreeMap<>();
    Bytes file = version.opened().record().metadata().hash().toBytes();
    changes.put(file, flipped(file));
    if (attack == AttackKind.REWRITE_AUDIT) {
      changes.put(version.id().toBytes(), flipped(version.id().toBytes()));
    } else if (attack == AttackKind.REPLACE_DIGESTS) {
      Bytes told = RecordEvidence.CODEC.decoded(before.evidence()).proof();
      RecordProof proof = RecordProof.CODEC.decoded(told);
      Header header = proof.headers().getFirst();
      Transaction upload = proof.acceptance().existence().transaction();
      Bytes body = replaced(upload.body(), file, flipped(file));
      Transaction altered =
          new Transaction(upload.request(), upload.kind(), body, upload.signature());
      Hash leaf = MerkleTree.rootOf(List.of(altered));
      Hash root = proof.acceptance().existence().inclusion().rootOver(leaf);
      Header other = over(header, header.previous(), root, header.transactionCount());
      changes.put(header.encoded(), other.encoded());
      changes.put(header.hash().toBytes(), other.hash().toBytes());
    }
    return changes;
  }

  /** Replaces bytes by others of the same length in each record of a store that has them. */
  static void replace(Path store, Map<Bytes, Bytes> changes) throws IOException {
    try (Stream<Path> files = Files.list(store)) {
      for (Path each : files.toList()) {
        if (each.getFileName().toString().matches("(log|blocks)-.*")) {
          byte[] all = Files.readAllBytes(each);
          replace(all, changes);
          Files.write(each, all);
        }
      }
    }
  }

  private static void replace(byte[] all, Map<Bytes, Bytes> changes) {
    ByteBuffer view = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    int length;
    for (int at = SEGMENT; at + HEADER <= all.length; at += HEADER + length) {
      length = view.getInt(at + CHECKSUM);
      if (length < 0 || at + HEADER + length > all.length) {
        return; // the rest is room for later records
      }
      Bytes was = Bytes.of(Arrays.copyOfRange(all, at + HEADER, at + HEADER + length));
      Bytes is = was;
      for (Map.Entry<Bytes, Bytes> change : changes.entrySet()) {
        is = replaced(is, change.getKey(), change.getValue());
      }
      if (!is.equals(was)) {
        is.copyTo(0, all, at + HEADER, length);
        ByteBuffer place = ByteBuffer.allocate(8).order(view.order()).putLong(0, at);
        view.putInt(at + 2 * CHECKSUM, checksum(view.slice(at + HEADER, length)));
        ByteBuffer header = view.slice(at + CHECKSUM, HEADER - CHECKSUM);
        view.putInt(at, checksum(view.slice(0, SEGMENT - CHECKSUM), place, header));
      }
    }
  }

  private static int checksum(ByteBuffer... parts) {
    CRC32C checksum = new CRC32C();
    Stream.of(parts).forEach(checksum::update);
    return (int) checksum.getValue();
  }
}
