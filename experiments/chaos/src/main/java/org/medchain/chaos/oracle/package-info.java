/**
 * What an oracle needs besides a schedule: violations and verdicts, the bound on memory, the
 * sequential specification that histories must agree with, and which behaviour was covered.
 */
package org.medchain.chaos.oracle;
