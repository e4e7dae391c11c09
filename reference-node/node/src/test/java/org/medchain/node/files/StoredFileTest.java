package org.medchain.node.files;

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
import org.medchain.contract.AuditRound;
import org.medchain.contract.Chunk;
import org.medchain.contract.Holding;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.InclusionProof;
import org.medchain.data.MalformedInput;
import org.medchain.data.MedicalRecord.MetadataBlock;
import org.medchain.data.MerkleTree;
import org.medchain.data.PublicKey;

/** STO-6, FILE-3: one tree for the ledger's audits and for what goes over connections. */
class StoredFileTest {
  private static Bytes whole(Samples.Made made) {
    StringBuilder digits = new StringBuilder();
    made.pieces().forEach(piece -> digits.append(piece.content().toHex()));
    return Bytes.fromHex(digits.toString());
  }

  @Property(seed = "1", tries = 60)
  void theRootIsTheLedgersAndEveryChunkOfEveryPieceIsProvenThere(
      @ForAll @IntRange(min = 1, max = 40_000) int length,
      @ForAll @IntRange(min = 10, max = 14) int bits) {
    Samples.Made made = Samples.stored(length, length, 1 << bits);
    StoredFile file = made.file();
    List<Chunk> chunks = Chunk.of(whole(made));
    assertThat(file.root()).isEqualTo(MerkleTree.rootOf(chunks));
    assertThat(file.chunks()).isEqualTo(chunks.size());
    assertThat(made.pieces()).hasSize(file.pieces()).allMatch(piece -> piece.belongsTo(file));
    int each = file.pieceSize() / Chunk.MAX_SIZE;
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      ChunkProof proof = made.pieces().get(chunk / each).chunk(file, chunk);
      assertThat(proof.chunk()).isEqualTo(chunks.get(chunk));
      assertThat(proof.proof()).isEqualTo(MerkleTree.of(chunks).proof(chunk));
      assertThat(proof.proof().proves(proof.chunk(), file.root(), file.chunks())).isTrue();
    }
  }

  @Example
  void whatTheLedgerAsksOfAHolderIsAnswered() {
    Samples.Made made = Samples.stored(9_999, 3, 4096);
    StoredFile file = made.file();
    PublicKey holder = Samples.keys(5).publicKey();
    Holding holding = new Holding(file.root(), file.chunks(), true, 1);
    for (int number = 1; number <= 20; number++) {
      AuditRound round = new AuditRound(number, 9, Hash.of(Bytes.utf8("block " + number)));
      int asked = holding.challenge(round, Hash.ZERO, holder);
      ChunkProof answer = made.pieces().get(asked / 4).chunk(file, asked);
      assertThat(answer.proof().index()).isEqualTo(asked);
      assertThat(answer.proof().proves(answer.chunk(), holding.root(), holding.chunks())).isTrue();
    }
  }

  @Property(seed = "2", tries = 100)
  void aPieceInAnotherPlaceOrChangedBelongsToNothing(
      @ForAll @IntRange(min = 2, max = 40) int count, @ForAll int seed) {
    Samples.Made made = Samples.stored(count * Samples.PIECE - 100, seed, Samples.PIECE);
    Random random = new Random(seed);
    int index = random.nextInt(count);
    int other = (index + 1 + random.nextInt(count - 1)) % count;
    Piece piece = made.pieces().get(index);
    assertThat(new Piece(made.pieces().get(other).place(), piece.content()).belongsTo(made.file()))
        .isFalse();
    byte[] changed = piece.content().toArray();
    changed[random.nextInt(changed.length)] ^= 1;
    assertThat(new Piece(piece.place(), Bytes.of(changed)).belongsTo(made.file())).isFalse();
    Bytes shorter = piece.content().slice(0, piece.content().size() - 1);
    assertThat(shorter.size() > 0 && new Piece(piece.place(), shorter).belongsTo(made.file()))
        .isFalse();
    List<Hash> path = new ArrayList<>(piece.place().path());
    path.set(random.nextInt(path.size()), Hash.ZERO);
    InclusionProof wrong = new InclusionProof(index, count, path);
    assertThat(new Piece(wrong, piece.content()).belongsTo(made.file())).isFalse();
  }

  /** FILE-3: the bytes of a manifest, and so the names of files, do not change. */
  @Example
  void goldenManifest() {
    PublicKey owner = new PublicKey(Bytes.fromHex("11".repeat(32)));
    Hash root = Hash.fromHex("22".repeat(32));
    StoredFile file =
        new StoredFile(owner, 1 << 18, 1_000_000, root, Hash.fromHex("33".repeat(32)));
    assertThat(file.encoded().toHex())
        .isEqualTo(
            "01" + "11".repeat(32) + "12" + "40420f0000000000" + "22".repeat(32) + "33".repeat(32));
    assertThat(file.id().toHex())
        .isEqualTo("dd72c983199346dcc24e5339484bf523551fbe6acc94f34a87093b3ff8d54b90");
    assertThat(file.pieces()).isEqualTo(4);
    assertThat(file.pieceLength(3)).isEqualTo(1_000_000 - 3 * (1 << 18));
    assertThat(file.chunks()).isEqualTo(977);
  }

  @Example
  void aRecordNamesTheFileByPathAndHash() {
    StoredFile file = Samples.stored(3000, 1, 1024).file();
    PublicKey doctor = Samples.keys(4).publicKey();
    MetadataBlock block = file.metadata(doctor);
    assertThat(block.hash()).isEqualTo(file.content());
    assertThat(StoredFile.idIn(block.path())).contains(file.id());
    assertThat(StoredFile.idIn("ward/7/scan.bin")).isEmpty();
  }

  @Example
  void manifestsThatCannotBeAreRefused() {
    Samples.Made made = Samples.stored(3000, 1, 1024);
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
      assertThat(Decoder.decode(input, StoredFile::decode).encoded()).isEqualTo(input);
    } else {
      assertThatThrownBy(() -> Decoder.decode(input, StoredFile::decode))
          .isInstanceOf(MalformedInput.class);
    }
  }

  @Example
  void onlyTheOwnersSignatureMakesADeposit() {
    Samples.Made made = Samples.stored(3000, 1, 1024);
    Deposit deposit = made.deposit();
    assertThat(deposit.isSigned()).isTrue();
    assertThat(Decoder.decode(deposit.encoded(), Deposit::decode)).isEqualTo(deposit);
    Deposit moved = new Deposit(deposit.file(), Optional.of(Hash.MAX), deposit.signature());
    assertThat(moved.isSigned()).isFalse();
    assertThat(Deposit.sign(deposit.file(), deposit.record(), Samples.keys(2)).isSigned())
        .isFalse();
  }
}
