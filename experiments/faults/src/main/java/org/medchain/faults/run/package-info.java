/** A run: the clients' interpreter, what it records, and the history that is made of it. */
package org.medchain.faults.run;
