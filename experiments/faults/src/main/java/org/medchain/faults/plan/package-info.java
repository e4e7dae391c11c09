/** Fault plans as data: which faults there are, how plans are drawn and made smaller. */
package org.medchain.faults.plan;
