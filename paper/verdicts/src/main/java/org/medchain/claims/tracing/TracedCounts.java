package org.medchain.claims.tracing;

import java.util.Arrays;

/**
 * What a trial's chain shows, counted.
 *
 * @param protocol of the trial
 * @param repeat of the trial
 * @param blocks without the genesis block
 * @param heights with it
 * @param reachedHeights that the check reaches from the recorded hash of the head
 * @param transactions that were executed
 * @param located those that an index and a scan of all blocks have at one place
 * @param locatedWithSender those of them with a registered sender
 * @param effective transactions that had an effect
 * @param effectiveLocated those that its index of these has at the place of the scan
 * @param timed transactions whose block has a time within the trial
 * @param receipted those with one receipt
 * @param fallingBlocks with a time before that of the block below
 * @param senderPairs neighbours among the requests of one sender
 * @param reversedSenderPairs those that were sent in the other order
 * @param records that were uploaded
 * @param recordPairs neighbours among them
 * @param reversedRecords neighbours whose own times are in the other order
 * @param recordsWithinDay whose own time is within a day of their block's
 * @param mostTimesN largest share of proposed blocks, times the number of nodes
 * @param leastTimesN least share of proposed blocks, times the number of nodes
 */
record TracedCounts(
    String protocol,
    int repeat,
    int blocks,
    long heights,
    long reachedHeights,
    int transactions,
    long located,
    long locatedWithSender,
    long effective,
    long effectiveLocated,
    long timed,
    long receipted,
    long fallingBlocks,
    long senderPairs,
    long reversedSenderPairs,
    long records,
    long recordPairs,
    long reversedRecords,
    long recordsWithinDay,
    double mostTimesN,
    double leastTimesN) {
  /** Looks at a trial. */
  static TracedCounts of(TracedTrial trial) {
    TracedPlaces places = new TracedPlaces(trial);
    TracedTimes times = new TracedTimes(trial);
    long[] proposals = times.proposals();
    double equal = (double) trial.blocks().size() / trial.nodes();
    return new TracedCounts(
        trial.protocol().key(),
        trial.cell().repeat(),
        trial.blocks().size(),
        places.heights(),
        places.reachedHeights(),
        trial.transactions().size(),
        places.located(),
        places.locatedWithSender(),
        places.effective(),
        places.effectiveLocated(),
        times.timed(),
        times.receipted(),
        times.fallingBlocks(),
        times.senderPairs(),
        times.reversedSenderPairs(),
        times.records(),
        Math.max(0, times.records() - 1),
        times.reversedRecords(),
        times.recordsWithinDay(),
        Arrays.stream(proposals).max().orElseThrow() / equal,
        Arrays.stream(proposals).min().orElseThrow() / equal);
  }
}
