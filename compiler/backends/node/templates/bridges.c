static napi_value bridges(napi_env env, napi_callback_info info) {
    (void)info;
    return tn_given_json(env, bridges_@LIBRARY@_json());
}

