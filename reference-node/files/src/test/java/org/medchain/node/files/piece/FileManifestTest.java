package org.medchain.node.files.piece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.contract.storageproof.Chunk;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.InclusionProof;
import org.medchain.data.MalformedInput;
import org.medchain.data.MedicalRecord.MetadataBlock;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;
import org.medchain.node.files.SampleFiles;

/** STO-6, FILE-3: one tree for the ledger's audits and for transfers over connections. */
class FileManifestTest {
  private static Bytes whole(SampleFiles.SampleFile made) {
    StringBuilder digits = new StringBuilder();
    made.pieces().forEach(piece -> digits.append(piece.content().toHex()));
    return Bytes.fromHex(digits.toString());
  }

  @Property(seed = "1", tries = 60)
  void theRootIsTheLedgersAndEveryChunkOfEveryPieceIsProvenThere(
      @ForAll @IntRange(min = 1, max = 40_000) int length,
      @ForAll @IntRange(min = 10, max = 14) int bits) {
    SampleFiles.SampleFile made = SampleFiles.stored(length, length, 1 << bits);
    FileManifest file = made.file();
    List<Chunk> chunks = Chunk.of(whole(made));
    assertThat(file.root()).isEqualTo(MerkleTree.rootOf(chunks));
    assertThat(file.chunkCount()).isEqualTo(chunks.size());
    assertThat(made.pieces()).hasSize(file.pieceCount()).allMatch(piece -> piece.belongsTo(file));
    int each = file.pieceSize() / Chunk.MAX_SIZE;
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      Piece.ChunkProof proof = made.pieces().get(chunk / each).proveChunk(file, chunk);
      assertThat(proof.chunk()).isEqualTo(chunks.get(chunk));
      assertThat(proof.proof()).isEqualTo(MerkleTree.of(chunks).proof(chunk));
      assertThat(proof.proof().proves(proof.chunk(), file.root(), file.chunkCount())).isTrue();
    }
  }

  @Property(seed = "2", tries = 100)
  void aPieceInAnotherPlaceOrChangedBelongsToNothing(
      @ForAll @IntRange(min = 2, max = 40) int count, @ForAll int seed) {
    SampleFiles.SampleFile made =
        SampleFiles.stored(count * SampleFiles.PIECE - 100, seed, SampleFiles.PIECE);
    Random random = new Random(seed);
    int index = random.nextInt(count);
    int other = (index + 1 + random.nextInt(count - 1)) % count;
    Piece piece = made.pieces().get(index);
    assertThat(new Piece(made.pieces().get(other).proof(), piece.content()).belongsTo(made.file()))
        .isFalse();
    byte[] changed = piece.content().toArray();
    changed[random.nextInt(changed.length)] ^= 1;
    assertThat(new Piece(piece.proof(), Bytes.of(changed)).belongsTo(made.file())).isFalse();
    Bytes shorter = piece.content().slice(0, piece.content().size() - 1);
    assertThat(shorter.size() > 0 && new Piece(piece.proof(), shorter).belongsTo(made.file()))
        .isFalse();
    List<Hash> path = new ArrayList<>(piece.proof().path());
    path.set(random.nextInt(path.size()), Hash.ZERO);
    InclusionProof wrong = new InclusionProof(index, count, path);
    assertThat(new Piece(wrong, piece.content()).belongsTo(made.file())).isFalse();
  }

  /** FILE-3: the bytes of a manifest, and so the names of files, do not change. */
  @Example
  void goldenManifest() {
    PublicKey owner = new PublicKey(Bytes.fromHex("11".repeat(32)));
    Hash root = Hash.fromHex("22".repeat(32));
    FileManifest file =
        new FileManifest(owner, 1 << 18, 1_000_000, root, Hash.fromHex("33".repeat(32)));
    assertThat(file.encoded().toHex())
        .isEqualTo(
            "01" + "11".repeat(32) + "12" + "40420f0000000000" + "22".repeat(32) + "33".repeat(32));
    assertThat(file.id().toHex())
        .isEqualTo("dd72c983199346dcc24e5339484bf523551fbe6acc94f34a87093b3ff8d54b90");
    assertThat(file.pieceCount()).isEqualTo(4);
    assertThat(file.pieceLength(3)).isEqualTo(1_000_000 - 3 * (1 << 18));
    assertThat(file.chunkCount()).isEqualTo(977);
  }

  @Example
  void aRecordNamesTheFileByPathAndHash() {
    FileManifest file = SampleFiles.stored(3000, 1, 1024).file();
    PublicKey doctor = SampleFiles.keys(4).publicKey();
    MetadataBlock block = file.metadata(doctor);
    assertThat(block.hash()).isEqualTo(file.content());
    assertThat(FileManifest.idInPath(block.path())).contains(file.id());
    assertThat(FileManifest.idInPath("ward/7/scan.bin")).isEmpty();
  }

  @Example
  void manifestsThatCannotBeAreRefused() {
    SampleFiles.SampleFile made = SampleFiles.stored(3000, 1, 1024);
    byte[] encoded = made.file().encoded().toArray();
    for (int value = 0; value < 256; value++) {
      byte[] version = encoded.clone();
      version[0] = (byte) value;
      byte[] size = encoded.clone();
      size[33] = (byte) value;
      check(version, value == 1);
      check(size, value >= 10 && value <= 20);
    }
    byte[] huge = encoded.clone();
    huge[41] = 0x7F;
    check(huge, false);
    byte[] empty = encoded.clone();
    for (int at = 34; at < 42; at++) {
      empty[at] = 0;
    }
    check(empty, false);
  }

  private static void check(byte[] encoded, boolean good) {
    Bytes input = Bytes.of(encoded);
    if (good) {
      assertThat(Decoder.decode(input, FileManifest::decode).encoded()).isEqualTo(input);
    } else {
      assertThatThrownBy(() -> Decoder.decode(input, FileManifest::decode))
          .isInstanceOf(MalformedInput.class);
    }
  }

  @Example
  void onlyTheOwnersSignatureMakesADeposit() {
    SampleFiles.SampleFile made = SampleFiles.stored(3000, 1, 1024);
    SignedManifest deposit = made.deposit();
    assertThat(deposit.hasValidSignature()).isTrue();
    assertThat(Decoder.decode(deposit.encoded(), SignedManifest.CODEC::decode)).isEqualTo(deposit);
    SignedManifest moved =
        new SignedManifest(deposit.manifest(), Optional.of(Hash.MAX), deposit.signature());
    assertThat(moved.hasValidSignature()).isFalse();
    assertThat(SignedManifest.sign(deposit.manifest(), SampleFiles.keys(2)).hasValidSignature())
        .isFalse();
  }
}
