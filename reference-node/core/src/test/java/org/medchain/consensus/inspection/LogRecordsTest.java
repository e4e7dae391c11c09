package org.medchain.consensus.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.inspection.LogInspector.SurvivingChain;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.WriteAheadLog.LogRecord;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.network.Membership;

/** PBFT-18, PBFT-42: which records of a log count, and when a whole log counts for nothing. */
class LogRecordsTest extends LogFixture {
  /** PBFT-42: a block counts whose entry is the member's vote, or its own proposal. */
  @Example
  void aBlockIsInTheLogAsAProposalToo() {
    Block first = child(committee, committee.genesis(), "a");
    PreparedCertificate certificate = committee.prepared(0, first, 0, 1, 2);
    PrePrepare proposal = new PrePrepare(0, first);
    for (LogRecord each :
        List.of(
            new LogRecord.ProposalSent(proposal),
            new LogRecord.ProposalAccepted(proposal, certificate.prePrepare()))) {
      LogInspector log = log(committee, each, new LogRecord.BlockPrepared(certificate));
      assertThat(left(log).demanded()).containsExactly(first);
    }
  }

  /** PBFT-42: of two certificates of a height the later view counts, in either order. */
  @Example
  void theLaterViewOfAHeightCountsInOneLog() {
    Block first = child(committee, committee.genesis(), "a");
    Block rival = child(committee, committee.genesis(), "b");
    PreparedCertificate early = committee.prepared(0, first, 0, 1, 2);
    PreparedCertificate late = committee.prepared(1, rival, 1, 0, 2);
    LogRecord[] content = {new LogRecord.BlockContent(first), new LogRecord.BlockContent(rival)};
    for (List<PreparedCertificate> order : List.of(List.of(early, late), List.of(late, early))) {
      LogInspector log = log(committee, content);
      order.forEach(each -> log.read(new LogRecord.BlockPrepared(each).encoded()));
      assertThat(left(log).demanded()).containsExactly(rival);
    }
  }

  /** PBFT-42: what a decided height or a stable checkpoint is above of is not asked for again. */
  @Example
  void whatIsDecidedIsNotPrepared() {
    Block first = child(committee, committee.genesis(), "a");
    LogRecord[] voted = voted(first, committee.prepared(0, first, 0, 1, 2));
    LogInspector log = log(committee, voted);
    log.read(decided(first).encoded());
    List.of(voted).forEach(each -> log.read(each.encoded()));
    assertThat(left(log).demanded()).isEmpty();
    assertThat(left(log).height()).isEqualTo(1);
    LogInspector based = based(start(), List.of(), 0, 1, 2);
    List.of(voted).forEach(each -> based.read(each.encoded()));
    assertThat(left(based).demanded()).isEmpty();
    assertThat(based.height()).isEqualTo(4);
    assertThat(based.stateRoots()).containsExactly(Map.entry(4L, Hash.ZERO));
  }

  /** PBFT-42: nothing of a log counts, one of whose certificates does not hold. */
  @Example
  void aLogWithOneFalseCertificateCountsForNothing() {
    Block first = child(committee, committee.genesis(), "a");
    QuorumCertificate few = committee.commits(0, first, 0, 1);
    LogInspector undecided =
        log(committee, new LogRecord.BlockDecided(new DecidedBlock(first, few)));
    LogInspector unstable = based(start(), List.of(), 0, 1);
    LogInspector another = based(start(), Hash.MAX, List.of(), 0, 1, 2);
    SurvivingChain left = left(undecided, unstable, another);
    assertThat(left.used()).isEmpty();
    assertThat(left.leftOut().get(undecided)).contains("decided a block of its log");
    assertThat(left.leftOut().get(unstable)).contains("signed its stable checkpoint");
    assertThat(left.leftOut().get(another)).contains("checkpoint's context is another");
    assertThat(undecided.members(TestCommittee.SCHEME)).isEmpty();
    assertThat(unstable.members(TestCommittee.SCHEME)).isEmpty();
  }

  /** PBFT-18: who decides after an epoch's end is in the context of the newest snapshot. */
  @Example
  void certificatesAreJudgedByTheNewestMembers() {
    Membership others = new Membership(List.of(1, 2, 3, 4).stream().map(committee::key).toList());
    Epochs next = start().executed(2, others, 2, 2).after(4);
    LogInspector reading = log(committee);
    assertThat(reading.readContext(context(next).encoded()).epochs()).isEqualTo(next);
    assertThat(reading.members(TestCommittee.SCHEME).orElseThrow().epochs()).isEqualTo(start());
    Block fifth = child(committee, tip(), "b");
    QuorumCertificate old = committee.commits(ViewNumbers.first(1), fifth, 0, 1, 2);
    QuorumCertificate own = committee.commits(ViewNumbers.first(1), fifth, 1, 2, 3);
    assertThat(reading.proves(own)).isTrue();
    assertThat(reading.proves(old)).isFalse();
    // An older snapshot knows less.
    assertThat(reading.readContext(context(start()).encoded()).epochs()).isEqualTo(start());
    assertThat(reading.proves(own)).isTrue();
  }
}
