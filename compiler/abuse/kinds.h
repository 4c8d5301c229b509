/**
 * @file
 * The abuses and their outcomes, for the compiler and for the C driver, which carries this file.
 */
#ifndef TENON_ABUSE_KINDS_H
#define TENON_ABUSE_KINDS_H

/** What is wrong about the value, or about the moment. */
typedef enum abuse_kind {
    /* objects */
    ABUSE_NULL_OBJECT,  /**< No object where the contract does not allow it. */
    ABUSE_CLOSED,       /**< An object that was closed: its handle is stale, its slot perhaps used again. */
    ABUSE_CLOSED_TWICE, /**< Closing itself: the second time must be harmless, or an error in C. */
    ABUSE_WRONG_CLASS,  /**< An object of another class of this library, or a token. */
    ABUSE_FOREIGN,      /**< An object of another library. */
    ABUSE_MADE_UP,    /**< A handle that nobody gave out (several). Only where handles can be written down. */
    ABUSE_BUSY,       /**< Another thread is in a call that has the object to itself. */
    ABUSE_SAME_TWICE, /**< One object as two arguments of which one is changed. */
    ABUSE_VIEW_OPEN,  /**< Changing or consuming an object while a view or freezing child of it is open. */
    ABUSE_KEPT,       /**< Consuming an object that a child keeps alive. */
    ABUSE_WRONG_THREAD,  /**< An object of a TENON_THREADS(one) class on a thread that did not make it. */
    ABUSE_OTHER_THREAD,  /**< Any other class on another thread: must simply work. */
    ABUSE_IN_CALLBACK,   /**< The object, inside a callback of a call that has it to itself. */
    ABUSE_PARENT_CLOSED, /**< A child whose parent was closed before: must simply work. */
    /* texts */
    ABUSE_NULL_TEXT,
    ABUSE_BAD_UTF8, /**< Overlong, surrogate, cut off, 0xFF: in hosts with their own texts, what comes
                       nearest. */
    ABUSE_NUL_IN_TEXT,
    ABUSE_TEXT_TOO_LONG, /**< Longer than its count's type can say. */
    /* arrays and their counts */
    ABUSE_NULL_ARRAY,
    ABUSE_MISALIGNED,
    ABUSE_READ_ONLY,      /**< A buffer that must not be written where the call writes. Hosts only. */
    ABUSE_NOT_CONTIGUOUS, /**< Hosts only. */
    /** Two arrays that must be of one length are not; those of that length before both are missing, where
       they may. */
    ABUSE_COUNT_DIFFERS,
    ABUSE_COUNT_TOO_LARGE, /**< More elements than the count's type can say. */
    ABUSE_COUNT_OVERFLOWS, /**< So many that their size in bytes overflows. C only. */
    ABUSE_EMPTY, /**< No elements, or a text of no bytes: must simply work, or be the library's error. */
    /* numbers, enums, records, variants */
    ABUSE_OUT_OF_RANGE, /**< One below and one above what the C type holds; a negative for an unsigned. Hosts.
                         */
    ABUSE_NOT_A_NUMBER, /**< NaN, the infinities, -0.0: pass for floats, are refused for integers. */
    ABUSE_EXTREME,      /**< The least and the greatest value of the C type: must not crash. */
    ABUSE_UNKNOWN_CONSTANT,
    ABUSE_BAD_BOOL, /**< A byte that is neither 0 nor 1, in memory that the host lends. */
    ABUSE_NULL_RECORD,
    ABUSE_BAD_FIELD,  /**< A field of a record or case of a variant that is none of its type's values. */
    ABUSE_WRONG_TYPE, /**< A value of another type altogether: text for a number, None, a plain object. Hosts.
                       */
    /** One whose conversion runs code of the caller's, which closes what else is passed, changes the list
     * that is being read, or calls the function again. Hosts only. */
    ABUSE_EVIL_CONVERSION,
    /* callbacks, interfaces, tokens, streams, dynamic values */
    ABUSE_NULL_CALLBACK,
    ABUSE_CALLBACK_FAILS, /**< It throws, raises, panics or returns an error: that comes out of the call.
                       Variant 1: the library goes on calling; the host must have run once. */
    ABUSE_KEPT_FAILS,     /**< One that `helper` left with the library fails, called by `function`. */
    ABUSE_CALLBACK_LIES,  /**< It gives what the contract rules out. */
    ABUSE_INCOMPLETE_INTERFACE, /**< A method is missing. */
    ABUSE_BAD_TOKEN,            /**< Closed, made up, or an object. */
    ABUSE_RELEASED_STREAM,
    ABUSE_BROKEN_STREAM, /**< Its get_next fails, or gives what its schema rules out. */
    ABUSE_BAD_DYNAMIC,   /**< Bytes that are no MessagePack; too deep; in hosts what cannot become one. */
    /* what a defective library does: only against the stand-in (standin.h) */
    ABUSE_LIE_NULL,
    ABUSE_LIE_CONSTANT,
    ABUSE_LIE_BOOL,
    ABUSE_LIE_TEXT,
    ABUSE_LIE_COUNT,
    ABUSE_LIE_FIELD,
    ABUSE_LIE_AGAIN,  /**< It calls a callback once more: a `once` one, or one that has failed. */
    ABUSE_LIE_LATE,   /**< It calls a during_call callback in the next call: the second call is what fails. */
    ABUSE_LIE_THREAD, /**< It calls a TENON_THREADS(one) callback on a thread of its own. */
    ABUSE_FAILS,      /**< Every status of the contract in turn. No lie: an error that the caller must get. */
    ABUSE_UNKNOWN_STATUS,
    ABUSE_THROWS, /**< A C++ exception (where the contract says so). */
    ABUSE_JUMPS,
    /* moments */
    ABUSE_AFTER_FORK, /**< In a child process forked while the object lived. */
    ABUSE_AT_EXIT,    /**< In an exit handler or finaliser of the host. */
    ABUSE_KINDS
} abuse_kind;

/** What must come back. */
typedef enum abuse_outcome {
    ABUSE_REFUSED,   /**< An error of the package with one of `codes`, and the library was not called. */
    ABUSE_FAILED,    /**< The library was called; the error has one of `codes`. */
    ABUSE_ACCEPTED,  /**< The call works, or fails with an error of the library's own. */
    ABUSE_HARMLESS,  /**< Works, or any error that says so: languages differ. */
    ABUSE_TYPE_ERROR /**< Before the crossing: the host's own error of type or range, or its compiler refuses.
                      */
} abuse_outcome;

/** In which way a leaf of a record is wrong. */
typedef enum abuse_wrong {
    ABUSE_WRONG_CONSTANT, /**< An enum's, flags', or variant's tag. */
    ABUSE_WRONG_BOOL,
    ABUSE_WRONG_TEXT,
    ABUSE_WRONG_NULL /**< A text that must not be missing. */
} abuse_wrong;

/** How many ways there are of some abuses. */
enum { ABUSE_BAD_TEXTS = 6, ABUSE_MADE_UPS = 6, ABUSE_BAD_DYNAMICS = 7 };

#endif /* TENON_ABUSE_KINDS_H */
