#!/usr/bin/env python3
"""Writes fixtures/: a very small CLIP vision transformer with random weights, in both forms it is published in, an
image, and what Hugging Face transformers computes from them.

    python3 -m venv V && V/bin/pip install torch transformers safetensors pillow
    V/bin/python tests/core/weights/make_clip_fixtures.py

clip.safetensors  Hugging Face's names, float32
clip.pt           OpenAI's names in a TorchScript archive, float16; the same weights (they are multiples of 1/1024)
expected.safetensors  image (uint8), pixels (CLIPImageProcessor's, bicubic), tokens after the final normalisation;
                      tokens_gelu: those with the exact GELU in place of QuickGELU
"""

import io
import pathlib
import zipfile

import numpy as np
import torch
from PIL import Image
from safetensors.torch import save_file
from torch import nn
from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

SIZE, PATCH, WIDTH, LAYERS, HEADS, MLP, PROJECTION = 18, 6, 24, 2, 3, 56, 8
HERE = pathlib.Path(__file__).parent / "fixtures"
MEAN = torch.tensor([0.48145466, 0.4578275, 0.40821073])
STD = torch.tensor([0.26862954, 0.26130258, 0.27577711])


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.c_fc = nn.Linear(WIDTH, MLP)
        self.c_proj = nn.Linear(MLP, WIDTH)

    def forward(self, x):
        h = self.c_fc(x)
        return self.c_proj(h * torch.sigmoid(1.702 * h))


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.attn = nn.MultiheadAttention(WIDTH, HEADS)
        self.ln_1 = nn.LayerNorm(WIDTH)
        self.mlp = Mlp()
        self.ln_2 = nn.LayerNorm(WIDTH)

    def forward(self, x):
        h = self.ln_1(x)
        x = x + self.attn(h, h, h, need_weights=False)[0]
        return x + self.mlp(self.ln_2(x))


class Blocks(nn.Module):
    def __init__(self):
        super().__init__()
        self.resblocks = nn.Sequential(*[Block() for _ in range(LAYERS)])

    def forward(self, x):
        return self.resblocks(x)


class Visual(nn.Module):
    def __init__(self):
        super().__init__()
        tokens = (SIZE // PATCH) ** 2 + 1
        self.conv1 = nn.Conv2d(3, WIDTH, PATCH, PATCH, bias=False)
        self.class_embedding = nn.Parameter(torch.zeros(WIDTH))
        self.positional_embedding = nn.Parameter(torch.zeros(tokens, WIDTH))
        self.ln_pre = nn.LayerNorm(WIDTH)
        self.transformer = Blocks()
        self.ln_post = nn.LayerNorm(WIDTH)
        self.proj = nn.Parameter(torch.zeros(WIDTH, PROJECTION))

    def forward(self, x):
        x = self.conv1(x).flatten(2).permute(0, 2, 1)
        x = torch.cat([self.class_embedding.expand(x.shape[0], 1, -1), x], 1) + self.positional_embedding
        x = self.transformer(self.ln_pre(x).permute(1, 0, 2)).permute(1, 0, 2)
        return self.ln_post(x)


class Clip(nn.Module):
    def __init__(self):
        super().__init__()
        self.visual = Visual()
        self.logit_scale = nn.Parameter(torch.tensor(2.5))

    def forward(self, x):
        return self.visual(x)


def openai_state(state):
    """OpenAI's names for Hugging Face's tensors; query, key and value become one matrix."""
    get = lambda name: state["vision_model." + name]
    result = {
        "visual.conv1.weight": get("embeddings.patch_embedding.weight"),
        "visual.class_embedding": get("embeddings.class_embedding"),
        "visual.positional_embedding": get("embeddings.position_embedding.weight"),
        "visual.proj": state["visual_projection.weight"].T,
        "logit_scale": torch.tensor(2.5),
    }
    for part in ("weight", "bias"):
        result[f"visual.ln_pre.{part}"] = get(f"pre_layrnorm.{part}")
        result[f"visual.ln_post.{part}"] = get(f"post_layernorm.{part}")
        for i in range(LAYERS):
            ours, theirs = f"visual.transformer.resblocks.{i}.", f"encoder.layers.{i}."
            heads = [get(theirs + f"self_attn.{n}_proj.{part}") for n in "qkv"]
            result[ours + f"attn.in_proj_{part}"] = torch.cat(heads)
            for a, b in (("attn.out_proj", "self_attn.out_proj"), ("ln_1", "layer_norm1"), ("ln_2", "layer_norm2"),
                         ("mlp.c_fc", "mlp.fc1"), ("mlp.c_proj", "mlp.fc2")):
                result[ours + f"{a}.{part}"] = get(f"{theirs}{b}.{part}")
    return result


def write_without_debug(archive, path):
    """Source lines and their file names, which TorchScript keeps beside its code, do not belong in a fixture."""
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            if not name.endswith(".debug_pkl"):
                member = zipfile.ZipInfo("clip/" + name.split("/", 1)[1])
                target.writestr(member, source.read(name))


def vision_model(activation):
    config = CLIPVisionConfig(hidden_size=WIDTH, intermediate_size=MLP, projection_dim=PROJECTION, num_hidden_layers=LAYERS,
                              num_attention_heads=HEADS, image_size=SIZE, patch_size=PATCH, hidden_act=activation)
    return CLIPVisionModelWithProjection(config).eval()


def tokens_of(model, pixels):
    with torch.no_grad():
        hidden = model.vision_model(pixel_values=pixels).last_hidden_state
        return model.vision_model.post_layernorm(hidden)


def main():
    HERE.mkdir(exist_ok=True)
    torch.manual_seed(7)
    model = vision_model("quick_gelu")
    with torch.no_grad():
        for name, tensor in model.named_parameters():
            wide = 0.3 * torch.randn_like(tensor) + (1.0 if "norm" in name and name.endswith("weight") else 0.0)
            tensor.copy_((wide * 1024).round() / 1024)
    state = {k: v.contiguous() for k, v in model.state_dict().items() if not k.endswith("position_ids")}
    if not any(k.startswith("vision_model.") for k in state):
        raise SystemExit("this version of transformers names its weights differently: " + ", ".join(sorted(state)[:5]))
    save_file(state, HERE / "clip.safetensors", {"format": "pt"})

    image = np.random.default_rng(5).integers(0, 256, (27, 41, 3), dtype=np.uint8)
    image[8:20, 10:30] = 255 * (np.indices((12, 20)).sum(0) % 5 > 1)[..., None]
    # CLIP's own preprocessing, as openai/CLIP's _transform does it with torchvision: shorter side, centre crop.
    height, width = image.shape[:2]
    scaled = Image.fromarray(image).resize((int(SIZE * width / height), SIZE), Image.BICUBIC)
    left = round((scaled.width - SIZE) / 2)
    cropped = torch.from_numpy(np.asarray(scaled.crop((left, 0, left + SIZE, SIZE))).copy()).float()
    pixels = ((cropped / 255 - MEAN) / STD).permute(2, 0, 1)[None].contiguous()
    tokens = tokens_of(model, pixels)
    exact = vision_model("gelu")
    exact.load_state_dict(model.state_dict())
    save_file({"image": torch.from_numpy(image), "pixels": pixels[0].contiguous(), "tokens": tokens[0].contiguous(),
               "tokens_gelu": tokens_of(exact, pixels)[0].contiguous()}, HERE / "expected.safetensors")

    clip = Clip().eval()
    clip.load_state_dict(openai_state(state))
    with torch.no_grad():
        assert torch.allclose(clip(pixels), tokens, atol=1e-5)
        scripted = torch.jit.trace(clip, pixels)
    for parameter in scripted.parameters():
        parameter.data = parameter.data.half()
    archive = io.BytesIO()
    torch.jit.save(scripted, archive)
    write_without_debug(archive, HERE / "clip.pt")


if __name__ == "__main__":
    main()
