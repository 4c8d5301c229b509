// tally for Node.js through node-addon-api.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>

#include <napi.h>

#include "tally.h"

namespace {

Napi::Error ErrorWithCode(Napi::Env env, const char *code, const char *message) {
    Napi::Error error = Napi::Error::New(env, message);
    error.Set("code", Napi::String::New(env, code));
    return error;
}

int64_t Integer(const Napi::Value &value, const char *problem) {
    bool lossless = false;
    int64_t number = value.IsBigInt() ? value.As<Napi::BigInt>().Int64Value(&lossless) : 0;
    if (!lossless)
        throw Napi::TypeError::New(value.Env(), problem);
    return number;
}

double Number(const Napi::Value &value, const char *problem) {
    if (!value.IsNumber())
        throw Napi::TypeError::New(value.Env(), problem);
    return value.As<Napi::Number>().DoubleValue();
}

std::string Text(const Napi::Value &value) {
    if (!value.IsString())
        throw Napi::TypeError::New(value.Env(), "text must be a string");
    std::string text = value.As<Napi::String>().Utf8Value();
    if (text.find('\0') != std::string::npos)
        throw Napi::TypeError::New(value.Env(), "text must not contain a NUL");
    return text;
}

class Tally : public Napi::ObjectWrap<Tally> {
  public:
    static void Export(Napi::Env env, Napi::Object exports) {
        exports.Set("Tally", DefineClass(env, "Tally",
                                         {
                                             InstanceMethod<&Tally::Value>("value"),
                                             InstanceMethod<&Tally::Count>("count"),
                                             InstanceMethod<&Tally::Column>("column"),
                                             InstanceMethod<&Tally::Close>("close"),
                                         }));
    }

    explicit Tally(const Napi::CallbackInfo &info)
        : ObjectWrap(info), tally_(tally_new(Integer(info[0], "start must be a bigint of 64 bits"))) {
        if (tally_ == nullptr)
            throw Napi::Error::New(info.Env(), "Memory is used up.");
    }

    ~Tally() override {
        if (tally_ != nullptr)
            tally_free(tally_);
    }

    Tally(const Tally &) = delete;
    Tally &operator=(const Tally &) = delete;

  private:
    tally *Opened(Napi::Env env) const {
        if (tally_ == nullptr)
            throw ErrorWithCode(env, "TALLY_CLOSED", "the tally is closed");
        return tally_;
    }

    Napi::Value Value(const Napi::CallbackInfo &info) {
        return Napi::BigInt::New(info.Env(), tally_value(Opened(info.Env())));
    }

    Napi::Value Count(const Napi::CallbackInfo &info) {
        const int64_t step = Integer(info[0], "step must be a bigint of 64 bits");
        return Napi::BigInt::New(info.Env(), tally_count(Opened(info.Env()), step));
    }

    Napi::Value Column(const Napi::CallbackInfo &info) {
        double value = 0;
        if (tally_column(Opened(info.Env()), Text(info[0]).c_str(), &value) != TALLY_OK)
            throw ErrorWithCode(info.Env(), "TALLY_NO_SUCH_COLUMN", "No column has that name.");
        return Napi::Number::New(info.Env(), value);
    }

    void Close(const Napi::CallbackInfo & /*info*/) {
        if (tally_ != nullptr)
            tally_free(tally_);
        tally_ = nullptr;
    }

    tally *tally_;
};

void Nothing(const Napi::CallbackInfo & /*info*/) {
    tally_nothing();
}

Napi::Value Add(const Napi::CallbackInfo &info) {
    const int64_t left = Integer(info[0], "left must be a bigint of 64 bits");
    const int64_t right = Integer(info[1], "right must be a bigint of 64 bits");
    return Napi::BigInt::New(info.Env(), tally_add(left, right));
}

Napi::Value TextSize(const Napi::CallbackInfo &info) {
    return Napi::Number::New(info.Env(), static_cast<double>(tally_text_size(Text(info[0]).c_str())));
}

Napi::Value ShortText(const Napi::CallbackInfo &info) {
    return Napi::String::New(info.Env(), tally_short_text());
}

Napi::Value LongText(const Napi::CallbackInfo &info) {
    return Napi::String::New(info.Env(), tally_long_text());
}

Napi::Value PointSum(const Napi::CallbackInfo &info) {
    if (!info[0].IsObject())
        throw Napi::TypeError::New(info.Env(), "point must be an object");
    const Napi::Object object = info[0].As<Napi::Object>();
    const tally_point point = {Number(object.Get("x"), "point.x must be a number"),
                               Number(object.Get("y"), "point.y must be a number"),
                               Integer(object.Get("weight"), "point.weight must be a bigint of 64 bits")};
    return Napi::Number::New(info.Env(), tally_point_sum(point));
}

Napi::Value PointAt(const Napi::CallbackInfo &info) {
    const tally_point point = tally_point_at(Number(info[0], "distance must be a number"));
    Napi::Object object = Napi::Object::New(info.Env());
    object.Set("x", Napi::Number::New(info.Env(), point.x));
    object.Set("y", Napi::Number::New(info.Env(), point.y));
    object.Set("weight", Napi::BigInt::New(info.Env(), point.weight));
    return object;
}

Napi::Value Ends(const Napi::CallbackInfo &info) {
    if (!info[0].IsTypedArray() || info[0].As<Napi::TypedArray>().TypedArrayType() != napi_float64_array)
        throw Napi::TypeError::New(info.Env(), "values must be a Float64Array");
    const Napi::Float64Array array = info[0].As<Napi::Float64Array>();
    return Napi::Number::New(info.Env(), tally_ends(array.Data(), array.ElementLength()));
}

Napi::Value Values(const Napi::CallbackInfo &info) {
    constexpr size_t few = size_t{16} << 10; // as many are copied: that is cheaper than a finalizer
    const double wanted = Number(info[0], "count must be a number");
    double *values = nullptr;
    size_t made = 0;
    if (!(wanted >= 0 && wanted < 1e9))
        throw Napi::RangeError::New(info.Env(), "count must be a number of values");
    if (tally_values(static_cast<size_t>(wanted), &values, &made) != TALLY_OK)
        throw ErrorWithCode(info.Env(), "TALLY_OUT_OF_MEMORY", "Memory is used up.");
    const size_t size = made * sizeof *values;
    if (size > few) {
        const auto release = [](Napi::Env /*env*/, void *data) { std::free(data); };
        return Napi::Float64Array::New(info.Env(), made,
                                       Napi::ArrayBuffer::New(info.Env(), values, size, release), 0);
    }
    Napi::Float64Array array = Napi::Float64Array::New(info.Env(), made);
    std::memcpy(array.Data(), values, size);
    std::free(values);
    return array;
}

struct Change {
    Napi::Function function;
    bool has_failed;
    Napi::Error error;
};

// No C++ exception passes through the library: it is thrown again after the call.
int64_t ChangeNumber(int64_t number, void *context) {
    auto *change = static_cast<Change *>(context);
    try {
        const Napi::Value result = change->function.Call({Napi::BigInt::New(change->function.Env(), number)});
        return Integer(result, "the result of change must be a bigint of 64 bits");
    } catch (const Napi::Error &error) {
        change->has_failed = true;
        change->error = error;
        return 0;
    }
}

Napi::Value CallBack(const Napi::CallbackInfo &info) {
    const int64_t number = Integer(info[0], "number must be a bigint of 64 bits");
    if (!info[1].IsFunction())
        throw Napi::TypeError::New(info.Env(), "change must be a function");
    Change change = {info[1].As<Napi::Function>(), false, Napi::Error()};
    const int64_t changed = tally_call_back(number, ChangeNumber, &change);
    if (change.has_failed)
        throw change.error;
    return Napi::BigInt::New(info.Env(), changed);
}

void Fail(const Napi::CallbackInfo &info) {
    if (tally_fail() != TALLY_OK)
        throw ErrorWithCode(info.Env(), "TALLY_REFUSED", "The call was asked to fail.");
}

class Addition : public Napi::AsyncWorker {
  public:
    Addition(Napi::Env env, int64_t left, int64_t right)
        : AsyncWorker(env, "tally_add_slowly"), deferred_(Napi::Promise::Deferred::New(env)), left_(left),
          right_(right) {
    }

    Napi::Promise Promise() const {
        return deferred_.Promise();
    }

  protected:
    void Execute() override {
        sum_ = tally_add_slowly(left_, right_);
    }

    void OnOK() override {
        deferred_.Resolve(Napi::BigInt::New(Env(), sum_));
    }

    void OnError(const Napi::Error &error) override {
        deferred_.Reject(error.Value());
    }

  private:
    Napi::Promise::Deferred deferred_;
    int64_t left_;
    int64_t right_;
    int64_t sum_ = 0;
};

Napi::Value AddSlowly(const Napi::CallbackInfo &info) {
    const int64_t left = Integer(info[0], "left must be a bigint of 64 bits");
    const int64_t right = Integer(info[1], "right must be a bigint of 64 bits");
    auto *addition = new Addition(info.Env(), left, right); // it deletes itself
    addition->Queue();
    return addition->Promise();
}

Napi::Object Initialise(Napi::Env env, Napi::Object exports) {
    exports.Set("nothing", Napi::Function::New<Nothing>(env));
    exports.Set("add", Napi::Function::New<Add>(env));
    exports.Set("textSize", Napi::Function::New<TextSize>(env));
    exports.Set("shortText", Napi::Function::New<ShortText>(env));
    exports.Set("longText", Napi::Function::New<LongText>(env));
    exports.Set("pointSum", Napi::Function::New<PointSum>(env));
    exports.Set("pointAt", Napi::Function::New<PointAt>(env));
    exports.Set("ends", Napi::Function::New<Ends>(env));
    exports.Set("values", Napi::Function::New<Values>(env));
    exports.Set("callBack", Napi::Function::New<CallBack>(env));
    exports.Set("fail", Napi::Function::New<Fail>(env));
    exports.Set("addSlowlyAsync", Napi::Function::New<AddSlowly>(env));
    Tally::Export(env, exports);
    return exports;
}

} // namespace

NODE_API_MODULE(tally, Initialise)
