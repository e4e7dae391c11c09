package org.medchain.node.light;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Header;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.InvalidProofException;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.ledger.TestLedgerNode;

/** STO-8, LIGHT-7: the store of a light client, also after damage to its file. */
class LightStoreTest {
  @TempDir Path folder;

  /** Bytes of a file's head, and of a record without its content. */
  private static final int HEAD = 32;

  private static final int FRAME = 45;

  private static final TestLedger LEDGER = grown(0);
  private static final TestLedgerNode NODE = LEDGER.at(1);

  private static TestLedger grown(int padding) {
    TestLedger ledger = new TestLedger(4);
    ledger.addNode();
    for (int i = 0; i < 6; i++) {
      ledger.order(ledger.next(ledger.patient, new UploadRecord(ledger.record(i, padding))));
    }
    ledger.change(new MemberChange.Add(ledger.node(4).publicKey(), Role.TERTIARY_HOSPITAL));
    return ledger;
  }

  private static List<Header> headers(TestLedgerNode node, long first, long last) {
    List<Header> headers = new ArrayList<>();
    for (long height = first; height <= last; height++) {
      headers.add(node.header(height).orElseThrow());
    }
    return headers;
  }

  private static QuorumCertificate certificate(TestLedgerNode node, long height) {
    return node.blockAt(height)
        .map(CertifiedBlock::certificate)
        .map(QuorumCertificate.class::cast)
        .orElseThrow();
  }

  private LightStore open(String name) throws IOException {
    return new LightStore(folder.resolve(name), LEDGER.genesis, LEDGER.check());
  }

  private LightStore filled(String name, long run) throws IOException, InvalidProofException {
    LightStore store = open(name);
    fill(store, NODE, run);
    return store;
  }

  private static void fill(LightStore store, TestLedgerNode node, long run)
      throws IOException, InvalidProofException {
    for (int epoch = 0; epoch < node.members().current(); epoch++) {
      assertThat(store.advanceEpoch(node.members().proof(epoch))).isTrue();
    }
    while (store.chain().height() < node.height()) {
      long last = Math.min(node.height(), store.chain().height() + run);
      store.append(headers(node, store.chain().height() + 1, last), certificate(node, last));
    }
  }

  private static void assertSame(LightChain one, LightChain other) {
    assertThat(one.height()).isEqualTo(other.height());
    assertThat(one.head()).isEqualTo(other.head());
    assertThat(one.certificate()).isEqualTo(other.certificate());
    assertThat(one.members().current()).isEqualTo(other.members().current());
  }

  /** STO-8: the same bytes however large the blocks are, 172 a header besides certificates. */
  @Test
  void theSizeIsThatOfHeadersAndCertificates() throws IOException, InvalidProofException {
    TestLedger bulky = grown(900);
    assertThat(bulky.at(1).blockAt(1).orElseThrow().block().encoded().size())
        .isGreaterThan(NODE.blockAt(1).orElseThrow().block().encoded().size() + 800);
    long height = Math.min(NODE.height(), bulky.at(1).height());
    long[] sizes = new long[2];
    for (int i = 0; i < 2; i++) {
      TestLedger ledger = i == 0 ? LEDGER : bulky;
      Path file = folder.resolve("size" + i);
      try (LightStore store = new LightStore(file, ledger.genesis, ledger.check())) {
        store.append(headers(ledger.at(1), 1, 5), certificate(ledger.at(1), 5));
        sizes[i] = store.size();
      }
    }
    assertThat(height).isGreaterThan(5);
    assertThat(sizes[0]).isEqualTo(sizes[1]);
    long certificate = certificate(NODE, 5).encoded().size();
    // Kind 1, count 1, mark 1.
    assertThat(sizes[0]).isEqualTo(HEAD + FRAME + 2 + 5 * Header.SIZE + 1 + certificate);
  }

  @Test
  void whatWasWrittenIsThereAgain() throws IOException, InvalidProofException {
    try (LightStore store = filled("again", 2)) {
      LightChain before = store.chain();
      long size = store.size();
      try (LightStore again = open("again")) {
        assertSame(again.chain(), before);
      }
      store.compact();
      assertThat(store.size()).isLessThan(size);
      try (LightStore again = open("again")) {
        assertSame(again.chain(), before);
        assertThat(again.size()).isEqualTo(store.size());
      }
    }
  }

  /** Live following adds a certificate a header; they do not make the file grow forever. */
  @Test
  void certificatesDoNotPileUp() throws IOException, InvalidProofException {
    try (LightStore store = open("long")) {
      List<Header> headers = new ArrayList<>();
      headers.add(LEDGER.genesis.block().header());
      for (int i = 0; i < 2_000; i++) {
        Header next = LEDGER.child(headers.getLast(), List.of()).header();
        headers.add(next);
        store.append(List.of(next), LEDGER.commits(0, next, 0, 1, 2));
      }
      long perHeader = store.size() / 2_000;
      assertThat(perHeader).isBetween((long) Header.SIZE, 300L);
      store.compact();
      assertThat(store.size() - 2_000L * Header.SIZE).isLessThan(500);
    }
    try (LightStore again = open("long")) {
      assertThat(again.chain().height()).isEqualTo(2_000);
    }
  }

  /** LIGHT-7: its owner is told, and it begins again; undamaged files stay. */
  @Test
  void aDamagedFileIsMended() throws IOException, InvalidProofException {
    Path file = folder.resolve("mended");
    filled("mended", 3).close();
    List<String> told = new ArrayList<>();
    try (LightStore same = LightStore.openOrMend(file, LEDGER.genesis, LEDGER.check(), told::add)) {
      assertThat(same.chain().height()).isEqualTo(NODE.height());
    }
    assertThat(told).isEmpty();
    byte[] bytes = Files.readAllBytes(file);
    bytes[60] ^= 1;
    Files.write(file, bytes);
    try (LightStore empty =
        LightStore.openOrMend(file, LEDGER.genesis, LEDGER.check(), told::add)) {
      assertThat(empty.chain().height()).isZero();
      assertThat(told)
          .containsExactly(
              file
                  + " is damaged at byte 32: record 1 has no sound header; it was deleted, and its"
                  + " content is fetched again");
      assertThat(empty.advanceEpoch(NODE.members().proof(0))).isTrue();
    }
    try (LightStore again = open("mended")) {
      assertThat(again.chain().members().current()).isEqualTo(1);
    }
  }

  @Test
  void anotherChainsFileIsRefused() throws IOException, InvalidProofException {
    filled("other", 3).close();
    TestLedger other = new TestLedger(5);
    assertThatThrownBy(() -> new LightStore(folder.resolve("other"), other.genesis, other.check()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another kind, owner or format");
  }

  /** LIGHT-3: headers that were forgotten are not there again after a restart. */
  @Test
  void removedHeadersStayRemoved() throws IOException, InvalidProofException {
    long end = NODE.members().endOf(0).height();
    try (LightStore store = open("late")) {
      store.append(headers(NODE, 1, end), certificate(NODE, end));
      Header forged = LEDGER.child(headers(NODE, end, end).get(0), List.of()).header();
      store.append(List.of(forged), LEDGER.commits(0, forged, 0, 1, 2));
      assertThat(store.advanceEpoch(NODE.members().proof(0))).isTrue();
      assertThat(store.chain().height()).isEqualTo(end);
    }
    try (LightStore store = open("late")) {
      assertThat(store.chain().height()).isEqualTo(end);
      assertThat(store.chain().members().current()).isEqualTo(1);
      store.append(headers(NODE, end + 1, NODE.height()), certificate(NODE, NODE.height()));
    }
    try (LightStore store = open("late")) {
      assertThat(store.chain().height()).isEqualTo(NODE.height());
    }
  }
}
