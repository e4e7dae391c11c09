/** A test from its config to its verdict, as both commands run it. */
package org.medchain.faults.session;
