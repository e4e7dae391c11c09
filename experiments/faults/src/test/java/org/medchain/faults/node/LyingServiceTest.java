package org.medchain.faults.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medchain.application.FoundRecord;
import org.medchain.application.HistorySearch;
import org.medchain.application.Location;
import org.medchain.application.Page;
import org.medchain.application.RecordSearch;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.admission.CallKind;
import org.medchain.node.agency.LedgerQuery;
import org.medchain.node.agency.LedgerQueryResponse;
import org.medchain.node.agency.LedgerQueryResponse.FoundRecordsResponse;
import org.medchain.node.agency.LedgerQueryResponse.RecordHistoryResponse;
import org.medchain.node.ledger.HeightRange;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/** FN-10: what participants and nodes hear of a node that lies. */
class LyingServiceTest {
  private static final Bytes TRUTH = Bytes.utf8("the truth");
  private static final Hash NAME = Hash.of(Bytes.utf8("a file"));

  /** All methods, each with a question that is one of it. */
  private record Question(RpcMethod method, Bytes bytes) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question(
              CallKind.QUERY.method(),
              new LedgerQuery.FindRecordsQuery(RecordSearch.all()).encoded()),
          new Question(CallKind.HEADERS.method(), new HeightRange(7, 9).encoded()),
          new Question(CallKind.TRANSACTION_PROOF.method(), Bytes.EMPTY),
          new Question(CallKind.KEY_DEPOSIT.method(), Bytes.EMPTY),
          new Question(CallKind.KEY_RELEASE.method(), Bytes.EMPTY),
          new Question(CallKind.CHUNK.method(), Bytes.EMPTY),
          new Question(CallKind.MANIFEST.method(), NAME.toBytes()),
          new Question(CallKind.HOLDS.method(), Bytes.EMPTY),
          new Question(CallKind.STORE.method(), Bytes.EMPTY));

  private static Peer peer(PeerRole role) {
    return new Peer(new PublicKey(NAME.toBytes()), role, BigInteger.ONE);
  }

  private static Bytes told(PeerRole to, Question question, Set<LieKind> lies)
      throws RefusedException {
    RpcService own =
        new RpcService() {
          @Override
          public RpcMethod method() {
            return question.method();
          }

          @Override
          public Bytes handle(Peer asker, Bytes asked) {
            return TRUTH;
          }
        };
    return new LyingService(own, () -> lies).handle(peer(to), question.bytes());
  }

  private static Bytes told(RpcMethod method, Bytes question, LieKind lie) throws RefusedException {
    return told(PeerRole.ENTITY, new Question(method, question), EnumSet.of(lie));
  }

  @Test
  void nodesHearTheTruthAndSoDoOthersWithoutThisFault() throws Exception {
    Set<LieKind> all = EnumSet.allOf(LieKind.class);
    for (Question each : QUESTIONS) {
      assertThat(told(PeerRole.CONSENSUS_NODE, each, all)).isEqualTo(TRUTH);
      assertThat(told(PeerRole.FOLLOWING_NODE, each, all)).isEqualTo(TRUTH);
      assertThat(told(PeerRole.ENTITY, each, Set.of())).isEqualTo(TRUTH);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PAGE", "PROOF", "SHARE", "PIECE"})
  void eachKindFalsifiesItsOwn(LieKind kind) throws Exception {
    List<RpcMethod> falsified =
        QUESTIONS.stream().filter(each -> isFalsified(each, kind)).map(Question::method).toList();
    assertThat(falsified)
        .isEqualTo(
            switch (kind) {
              case PAGE -> List.of(CallKind.QUERY.method());
              case PROOF -> List.of(CallKind.HEADERS.method(), CallKind.TRANSACTION_PROOF.method());
              case SHARE -> List.of(CallKind.KEY_DEPOSIT.method(), CallKind.KEY_RELEASE.method());
              default ->
                  List.of(
                      CallKind.CHUNK.method(),
                      CallKind.MANIFEST.method(),
                      CallKind.HOLDS.method(),
                      CallKind.STORE.method());
            });
  }

  private static boolean isFalsified(Question question, LieKind kind) {
    try {
      return !told(PeerRole.ENTITY, question, EnumSet.of(kind)).equals(TRUTH);
    } catch (RefusedException e) {
      return true;
    }
  }

  @Test
  void aPageHidesAndInvents() throws Exception {
    RecordSearch search = RecordSearch.all().page(5).after(new Location(3, 1));
    Page<FoundRecord> found =
        Decoder.decode(
                    told(
                        CallKind.QUERY.method(),
                        new LedgerQuery.FindRecordsQuery(search).encoded(),
                        LieKind.PAGE),
                    LedgerQueryResponse.CODEC::decode)
                instanceof FoundRecordsResponse page
            ? page.page()
            : Page.empty();
    assertThat(found.lines()).hasSize(1);
    HistorySearch history = new HistorySearch(NAME, 0, Long.MAX_VALUE, Optional.empty(), 5);
    assertThat(
            Decoder.decode(
                told(
                    CallKind.QUERY.method(),
                    new LedgerQuery.RecordHistoryQuery(history).encoded(),
                    LieKind.PAGE),
                LedgerQueryResponse.CODEC::decode))
        .isInstanceOfSatisfying(
            RecordHistoryResponse.class,
            page ->
                assertThat(page.page().lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line.record()).isEqualTo(NAME)));
  }
}
