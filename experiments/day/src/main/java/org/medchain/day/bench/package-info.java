/** {@code medchain bench proof}: size and checking time of proofs (PROC-14). */
package org.medchain.day.bench;
