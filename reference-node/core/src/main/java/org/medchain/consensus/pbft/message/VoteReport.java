package org.medchain.consensus.pbft.message;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.pbft.message.NewView.ViewChangeProof;
import org.medchain.data.Attestation;
import org.medchain.data.MalformedInput;
import org.medchain.data.Natural;
import org.medchain.network.Message;
import org.medchain.network.MessageType;

/**
 * VOTE-REPORT, the answer to a VOTE-QUERY (PBFT-29): the newest votes of the asking member that the
 * sender holds, with their signatures, so that no sender can invent one.
 *
 * @param nonce of the query
 * @param decided height of the sender's last decided block
 * @param votes the newest proposal or PREPARE, and the newest COMMIT; none that it does not hold
 * @param viewChanges the newest VIEW-CHANGE; at most one
 */
public record VoteReport(
    long nonce, @Natural long decided, List<VoteEvidence> votes, List<ViewChangeProof> viewChanges)
    implements Message {
  public static final MessageType TYPE = MessageType.of(27, "vote-report", VoteReport.class);

  private static final int MAX_VOTES = 2;

  public VoteReport {
    votes = List.copyOf(votes);
    viewChanges = List.copyOf(viewChanges);
    if (votes.size() > MAX_VOTES || viewChanges.size() > 1) {
      throw new MalformedInput("a report has the newest votes only");
    }
  }

  @Override
  public List<Attestation> nested() {
    List<Attestation> all = new ArrayList<>();
    votes.forEach(each -> all.add(each.attestation()));
    viewChanges.forEach(each -> all.add(each.attestation()));
    return all;
  }
}
