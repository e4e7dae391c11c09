/**
 * Second methods for the conditions T1 to T21 (GAME-12): uploads played out, plans enumerated,
 * thresholds searched. They share no function with the closed forms ({@code
 * MethodIndependenceTest}).
 */
package org.medchain.credit.check;
