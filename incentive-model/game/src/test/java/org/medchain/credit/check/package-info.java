/**
 * Second methods for the conditions T1 to T21 (GAME-12): uploads played out, plans enumerated,
 * thresholds searched.
 */
package org.medchain.credit.check;
