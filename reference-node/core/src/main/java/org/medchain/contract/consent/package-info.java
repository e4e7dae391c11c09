/** Patients allow others to read, or to read and share, their records (paper §3.1; CON-8). */
package org.medchain.contract.consent;
