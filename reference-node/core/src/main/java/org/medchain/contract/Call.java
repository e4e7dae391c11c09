package org.medchain.contract;

import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;

/**
 * Who orders an operation, and where it stands.
 *
 * @param request names sender and sequence
 * @param role of the sender
 * @param height of the block
 * @param index of the transaction in the block
 */
record Call(RequestId request, Role role, long height, int index) {
  PublicKey sender() {
    return request.sender();
  }
}
