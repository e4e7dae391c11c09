/**
 * Patients consent for a purpose and a time, themselves or by a delegate; owners see who read
 * (paper §3.1, §3.2.4, §3.2.6; CON-7, CON-8, CON-30, CON-31, CON-33).
 */
package org.medchain.contract.consent;
