package org.medchain.node.ledger;

import org.medchain.data.Argument;
import org.medchain.data.Encodable;

/**
 * The question for the ends of epochs.
 *
 * @param knownEpochs number of the last epoch whose members the asker knows, from 0
 */
public record EpochProofsRequest(int knownEpochs) implements Encodable {
  public EpochProofsRequest {
    Argument.refuseIf(knownEpochs < 0, "epochs count from 0, not %s", knownEpochs);
  }
}
