/**
 * The conditions T1 to T21 once more, in another way (GAME-12): what is uploaded is played out vote
 * by vote and point by point, plans are enumerated, thresholds are searched. Nothing here calls the
 * closed forms, and they call nothing here, so that an error in one shows in the other ({@code
 * MethodIndependenceTest}).
 */
package org.medchain.credit.check;
